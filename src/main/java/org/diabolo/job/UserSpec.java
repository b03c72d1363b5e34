package org.diabolo.job;

import static org.diabolo.job.OptionTypes.text;

import java.util.List;

/**
 * A DL4J configuration that the user brings.
 *
 * @param path of the JSON of a {@code ComputationGraphConfiguration}, on any Hadoop file system
 */
public record UserSpec(String path) implements FamilySpec {
  private static final Option<String> PATH =
      Option.of(
          "path",
          text(),
          "The JSON of a DL4J `ComputationGraphConfiguration`, on any Hadoop file system.");

  static final List<Option<?>> OPTIONS = List.of(PATH);

  @Override
  public Kind kind() {
    return Kind.USER;
  }

  static UserSpec read(Section section) {
    return new UserSpec(section.get(PATH));
  }
}
