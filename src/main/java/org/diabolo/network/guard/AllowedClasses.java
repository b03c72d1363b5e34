package org.diabolo.network.guard;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;

/**
 * The classes that a configuration may name: DL4J's and ND4J's, one of ours that older bundles
 * name, and those that the user of this JVM allows. A file has no say in it.
 */
public final class AllowedClasses {
  /** The system property that lists further classes by their full names, commas between them. */
  public static final String PROPERTY = "diabolo.classes";

  private static final List<String> PACKAGES = List.of("org.deeplearning4j.", "org.nd4j.");

  /** Other libraries within ND4J's jars. */
  private static final String SHADED = "org.nd4j.shade.";

  /** In decoders of bundles that were trained with label smoothing, until they got DL4J's loss. */
  private static final String SMOOTHED_LOSS = "org.diabolo.network.LossSmoothedSparseMCXENT";

  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$.]*");

  /** What was said where the JVM was started; commands come and go. */
  private static final String GIVEN = System.getProperty(PROPERTY, "");

  private AllowedClasses() {}

  /**
   * Allows classes in this JVM, beside those that it was started with; those that an earlier call
   * allowed are allowed no longer.
   *
   * @param classes full names
   * @throws InvalidJobException when one cannot be the name of a class
   */
  public static void set(List<String> classes) {
    for (String name : classes) {
      if (!NAME.matcher(name).matches()) {
        throw new InvalidJobException(
            "--allow-class " + name + ": allowed: the full name of a class");
      }
    }
    System.setProperty(
        PROPERTY,
        Stream.concat(Stream.of(GIVEN), classes.stream())
            .filter(names -> !names.isEmpty())
            .collect(Collectors.joining(",")));
  }

  /**
   * @return the further classes that are allowed in this JVM, as {@link #PROPERTY} lists them
   */
  public static String further() {
    return System.getProperty(PROPERTY, "");
  }

  static boolean contains(String name) {
    if (!NAME.matcher(name).matches()) {
      return false;
    }
    return PACKAGES.stream().anyMatch(name::startsWith) && !name.startsWith(SHADED)
        || name.equals(SMOOTHED_LOSS)
        || Arrays.asList(further().split(",")).contains(name);
  }

  static BadDataException refused(String name) {
    return new BadDataException(
        "names the class "
            + (NAME.matcher(name).matches() ? name : "\"" + name.replaceAll("\\s+", " ") + "\"")
            + ", allowed: classes of DL4J and ND4J, and those that --allow-class names");
  }
}
