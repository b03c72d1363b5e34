package org.diabolo.store;

import java.io.FileNotFoundException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.InvalidPathException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.PathIsNotDirectoryException;
import org.apache.hadoop.fs.PathPermissionException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.BlockMissingException;
import org.apache.hadoop.hdfs.server.namenode.NotReplicatedYetException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.ipc.RetriableException;
import org.apache.hadoop.ipc.StandbyException;
import org.apache.hadoop.security.AccessControlException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.UnavailableException;

/** What a file system's failure means, told by the types of its exceptions and never their text. */
public enum StoreFailure {
  /** The store or the network does not answer, or not now: later it may. */
  UNAVAILABLE,
  /** The path is not one that this user can use so: rights, a file for a folder, no such scheme. */
  WRONG_PATH,
  /** There is nothing there. */
  MISSING,
  /** Anything else, damaged content among it. */
  OTHER;

  private static final Map<StoreFailure, List<Class<? extends Throwable>>> TYPES =
      Map.of(
          UNAVAILABLE,
          List.of(
              ConnectException.class,
              NoRouteToHostException.class,
              SocketException.class,
              SocketTimeoutException.class,
              UnknownHostException.class,
              UnresolvedAddressException.class,
              SafeModeException.class,
              StandbyException.class,
              RetriableException.class,
              NotReplicatedYetException.class,
              BlockMissingException.class),
          WRONG_PATH,
          List.of(
              AccessControlException.class,
              AccessDeniedException.class,
              ReadOnlyFileSystemException.class,
              FileAlreadyExistsException.class,
              java.nio.file.FileAlreadyExistsException.class,
              ParentNotDirectoryException.class,
              PathIsNotDirectoryException.class,
              NotDirectoryException.class,
              PathPermissionException.class,
              UnsupportedFileSystemException.class,
              InvalidPathException.class,
              java.nio.file.InvalidPathException.class),
          MISSING,
          List.of(FileNotFoundException.class, NoSuchFileException.class));

  /** Of connectors that need not be on the class path, by their full names. */
  private static final Map<String, StoreFailure> NAMES =
      Map.of(
          "org.apache.hadoop.fs.s3a.AWSServiceThrottledException", UNAVAILABLE,
          "org.apache.hadoop.fs.s3a.AWSStatus500Exception", UNAVAILABLE,
          "org.apache.hadoop.fs.s3a.UnknownStoreException", WRONG_PATH,
          "org.apache.hadoop.fs.s3a.CredentialInitializationException", WRONG_PATH);

  /** What a service of Amazon's says by HTTP; its class need not be on the class path either. */
  private static final String WITH_STATUS = "com.amazonaws.AmazonServiceException";

  /** Too many requests, and those of 5xx that pass: RFC 9110, section 15.6, and RFC 6585. */
  private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);

  private static final Set<Integer> REFUSING = Set.of(401, 403);

  private static final int MOST_CAUSES = 100;

  /**
   * @param failure anything that went wrong
   * @return what the first of its causes that tells anything says
   */
  public static StoreFailure of(Throwable failure) {
    StoreFailure found = OTHER;
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause()) {
      StoreFailure its = ofOne(cause);
      // Hadoop says that a file is not there, too, when nobody could be asked.
      if (its == UNAVAILABLE) {
        return its;
      }
      found = found == OTHER ? its : found;
    }
    return found;
  }

  /**
   * @param failure anything that went wrong
   * @return whether it may pass by itself
   */
  public static boolean isPassing(Throwable failure) {
    return of(failure) == UNAVAILABLE;
  }

  /**
   * @param failure of a reading
   * @return whether it says nothing of what was to be read: the store does not answer, or not to
   *     this user
   */
  public static boolean isOfStore(Throwable failure) {
    StoreFailure its = of(failure);
    return its == UNAVAILABLE || its == WRONG_PATH;
  }

  private static StoreFailure ofOne(Throwable one) {
    if (one instanceof UnavailableException) {
      return UNAVAILABLE;
    }
    if (one instanceof BindException) {
      // Of a socket of our own.
      return OTHER;
    }
    if (one instanceof RemoteException remote) {
      return ofType(ofServer(remote.getClassName()));
    }
    StoreFailure its = ofType(one.getClass());
    return its == OTHER ? ofStatus(one) : its;
  }

  private static StoreFailure ofType(Class<?> type) {
    for (Map.Entry<StoreFailure, List<Class<? extends Throwable>>> each : TYPES.entrySet()) {
      if (each.getValue().stream().anyMatch(known -> known.isAssignableFrom(type))) {
        return each.getKey();
      }
    }
    for (Class<?> its = type; its != null; its = its.getSuperclass()) {
      if (NAMES.containsKey(its.getName())) {
        return NAMES.get(its.getName());
      }
    }
    return OTHER;
  }

  /** A server's exception comes as the name of its class, which this process may not have. */
  private static Class<?> ofServer(String name) {
    try {
      return Class.forName(
          String.valueOf(name), /* initialize= */ false, StoreFailure.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return RemoteException.class;
    }
  }

  private static StoreFailure ofStatus(Throwable one) {
    int status = status(one);
    return PASSING.contains(status) ? UNAVAILABLE : REFUSING.contains(status) ? WRONG_PATH : OTHER;
  }

  /** What a service of Amazon's answered by HTTP; 0 where it is no answer of such. */
  static int status(Throwable one) {
    for (Class<?> type = one.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(WITH_STATUS)) {
        try {
          return (Integer) type.getMethod("getStatusCode").invoke(one);
        } catch (ReflectiveOperationException e) {
          return 0;
        }
      }
    }
    return 0;
  }

  /**
   * What is to be told of a place that a user has named, when it cannot be used.
   *
   * @param what the option or key and the place, and that it cannot be used
   * @param failure why
   * @param other what is told of {@link #MISSING} and {@link #OTHER}
   * @return an {@link UnavailableException}, an {@link InvalidJobException}, or the other
   */
  public static RuntimeException telling(String what, Throwable failure, Otherwise other) {
    return switch (of(failure)) {
      case UNAVAILABLE -> new UnavailableException(what, failure);
      case WRONG_PATH -> new InvalidJobException(what, failure);
      case MISSING, OTHER -> other.exception(what, failure);
    };
  }

  /**
   * What is to be told of a folder in the user's workspace that could not be taken.
   *
   * @param folder in the workspace
   * @param failure why
   * @return an {@link InvalidJobException} where the user may not write there; else the failure as
   *     it is
   */
  public static RuntimeException ofWorkspace(Folder folder, RuntimeException failure) {
    return of(failure) != WRONG_PATH
        ? failure
        : new InvalidJobException(
            "--workspace: "
                + folder
                + " cannot be written: "
                + Reason.of(failure)
                + "; have it made writable for this user, or name another --workspace",
            failure);
  }

  /** Makes an exception. */
  @FunctionalInterface
  public interface Otherwise {
    /**
     * @param message of the exception
     * @param cause of the exception
     * @return the exception, not thrown
     */
    RuntimeException exception(String message, Throwable cause);
  }
}
