package org.diabolo.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes an object of S3 if there is none of its name, by HTTP's {@code If-None-Match: *} (RFC
 * 9110, section 13.1.2) through the client of the connector, with its rights and settings; the
 * connector itself looks first and writes then.
 *
 * <p>By reflection, as the connector's classes (hadoop-aws 3.3, and the 280 MB of its client) are
 * the cluster's, if anybody's: on our class path they would make {@code s3a:} known where it cannot
 * be used. Where they are others than expected there is no such writing.
 */
final class ConditionalPut {
  private static final String CONNECTOR = "org.apache.hadoop.fs.s3a.S3AFileSystem";
  private static final String METADATA = "com.amazonaws.services.s3.model.ObjectMetadata";
  private static final String REQUEST = "com.amazonaws.services.s3.model.PutObjectRequest";

  /** "Precondition Failed": somebody was first. */
  private static final int THERE = 412;

  /** "Conflict": somebody is at it, and it is not said who will be first. */
  private static final int RACING = 409;

  /** "Bad Request", "Method Not Allowed", "Not Implemented". */
  private static final List<Integer> UNKNOWN = List.of(400, 405, 501);

  private static final int MOST_TRIES = 100;
  private static final long BETWEEN_MILLIS = 50;

  private final Object client;
  private final Object requests;
  private final Method metadata;
  private final Method request;
  private final Method header;
  private final Method put;
  private final Method key;
  private final Object connector;

  private ConditionalPut(Object connector) throws ReflectiveOperationException {
    Class<?> type = connector.getClass();
    ClassLoader loader = type.getClassLoader();
    this.connector = connector;
    this.client =
        type.getMethod("getAmazonS3ClientForTesting", String.class)
            .invoke(connector, "create if absent");
    this.requests = type.getMethod("getRequestFactory").invoke(connector);
    Class<?> factory = Class.forName("org.apache.hadoop.fs.s3a.api.RequestFactory", true, loader);
    Class<?> its = Class.forName(REQUEST, true, loader);
    this.metadata = factory.getMethod("newObjectMetadata", long.class);
    this.request =
        factory.getMethod(
            "newPutObjectRequest",
            String.class,
            Class.forName(METADATA, true, loader),
            InputStream.class);
    this.header = its.getMethod("putCustomRequestHeader", String.class, String.class);
    this.put =
        Class.forName("com.amazonaws.services.s3.AmazonS3", true, loader)
            .getMethod("putObject", its);
    this.key = type.getMethod("pathToKey", Path.class);
  }

  /**
   * @return nothing where it is not the connector that is expected
   */
  static Optional<ConditionalPut> of(FileSystem files) {
    for (Class<?> type = files.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(CONNECTOR)) {
        try {
          return Optional.of(new ConditionalPut(files));
        } catch (ReflectiveOperationException | LinkageError e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the server heeds the condition: the same object is put twice. Some that do not know it
   * refuse what has it.
   */
  boolean isHeeded(Folder folder) throws IOException {
    String name = Probe.name();
    byte[] content = name.getBytes(StandardCharsets.UTF_8);
    try {
      boolean heeded = create(folder.at(name), content) && !create(folder.at(name), content);
      Probe.clear(folder, name);
      return heeded;
    } catch (IOException e) {
      if (e.getCause() != null && UNKNOWN.contains(StoreFailure.status(e.getCause()))) {
        return false;
      }
      throw e;
    } finally {
      folder.delete(name);
    }
  }

  /**
   * @return whether this call has created it
   */
  boolean create(Path place, byte[] content) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        Object object =
            request.invoke(
                requests,
                key.invoke(connector, place),
                metadata.invoke(requests, (long) content.length),
                new ByteArrayInputStream(content));
        header.invoke(object, "If-None-Match", "*");
        put.invoke(client, object);
        return true;
      } catch (InvocationTargetException e) {
        int status = StoreFailure.status(e.getCause());
        if (status == THERE) {
          return false;
        }
        if (status != RACING || tries == MOST_TRIES) {
          throw new IOException(place + ": " + Reason.of(e.getCause()), e.getCause());
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
      Folder.sleep(BETWEEN_MILLIS);
    }
  }
}
