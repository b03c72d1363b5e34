package org.diabolo.submit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobText;
import org.diabolo.store.Reason;
import org.diabolo.store.StoreFailure;

/**
 * Reads the job file that the command line names: a local path, a URI of any Hadoop file system, or
 * a {@link DataUri}. Spark need not be open; its settings for Hadoop ({@code spark.hadoop.*}) hold.
 */
public final class JobSource {
  /** Two letters at least: one is a drive. */
  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

  private JobSource() {}

  /**
   * Reads the job file.
   *
   * @param argument as the user gave it
   * @return the job's text and its name
   * @throws InvalidJobException when there is no such file or it cannot be read
   * @throws org.diabolo.job.UnavailableException when its store does not answer
   */
  public static JobText read(String argument) {
    if (DataUri.is(argument)) {
      return DataUri.read(argument);
    }
    try {
      byte[] bytes = byHadoop(argument) ? remote(argument) : Files.readAllBytes(Path.of(argument));
      return new JobText(argument, new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new InvalidJobException(argument + ": there is no such job file");
    } catch (InvalidPathException | IOException e) {
      throw StoreFailure.telling(
          argument + ": cannot be read: " + Reason.of(e), e, InvalidJobException::new);
    }
  }

  /**
   * Whether a Hadoop file system has it, so that a driver on another machine finds it too.
   *
   * @param argument as the user gave it
   * @return whether it is a URI of one
   */
  public static boolean byHadoop(String argument) {
    return SCHEME.matcher(argument).matches() && !DataUri.is(argument) && !isLocalFile(argument);
  }

  /** A name may have a colon. */
  private static boolean isLocalFile(String argument) {
    try {
      return Files.isRegularFile(Path.of(argument));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Hadoop's own notation allows characters that a URI must escape. */
  private static URI uri(String argument) {
    try {
      return new URI(argument);
    } catch (URISyntaxException e) {
      return new org.apache.hadoop.fs.Path(argument).toUri();
    }
  }

  private static byte[] remote(String argument) throws IOException {
    try {
      URI uri = uri(argument);
      Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
      // One of our own: Spark's session will open the one that all share, with its own settings.
      try (FileSystem files = FileSystem.newInstance(uri, hadoop);
          InputStream in = files.open(new org.apache.hadoop.fs.Path(uri))) {
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw e;
    } catch (RuntimeException e) {
      // So Hadoop tells of unknown hosts, missing classes and addresses that are none.
      throw new IOException(e);
    }
  }
}
