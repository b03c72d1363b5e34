package org.diabolo.submit;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobText;

/**
 * A job file as one argument, {@code data:application/yaml;name=NAME;base64,...} (RFC 2397): a
 * driver on another machine does not see the user's disk.
 */
public final class DataUri {
  private static final String SCHEME = "data:";
  private static final String NAME = ";name=";
  private static final String BASE64 = ";base64";

  private DataUri() {}

  /**
   * Whether an argument is one.
   *
   * @param argument as the user gave it
   * @return whether it begins as one
   */
  public static boolean is(String argument) {
    return argument.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /**
   * What people call it: a driver's argument holds the whole job, secrets too.
   *
   * @param argument of any kind
   * @return the name of the job in it; the argument itself where it is none
   */
  public static String shown(String argument) {
    if (!is(argument)) {
      return argument;
    }
    try {
      return read(argument).name();
    } catch (InvalidJobException e) {
      return SCHEME + "...";
    }
  }

  /**
   * A job as one argument.
   *
   * @param job to send
   * @return the argument
   */
  public static String of(JobText job) {
    String name = URLEncoder.encode(job.name(), StandardCharsets.UTF_8).replace("+", "%20");
    return SCHEME
        + "application/yaml"
        + NAME
        + name
        + BASE64
        + ","
        + Base64.getEncoder().encodeToString(job.yaml().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The job that one holds.
   *
   * @param uri that is one
   * @return the job
   * @throws InvalidJobException when it is not base64, the only form that is read
   */
  public static JobText read(String uri) {
    int comma = uri.indexOf(',');
    String type = uri.substring(SCHEME.length(), comma < 0 ? uri.length() : comma);
    try {
      if (comma >= 0 && type.endsWith(BASE64)) {
        byte[] bytes = Base64.getDecoder().decode(uri.substring(comma + 1));
        return new JobText(name(type), new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (IllegalArgumentException e) {
      // Told below with all that is allowed.
    }
    throw new InvalidJobException(
        "%s: allowed: data:application/yaml;name=NAME;base64,TEXT, with TEXT in base64"
            .formatted(uri.length() > 60 ? uri.substring(0, 60) + "..." : uri));
  }

  private static String name(String type) {
    int begin = type.indexOf(NAME);
    if (begin < 0) {
      return "the job file";
    }
    int end = type.indexOf(';', begin + NAME.length());
    String name = type.substring(begin + NAME.length(), end);
    return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
