package org.diabolo.job;

/**
 * A DL4J configuration that the user brings.
 *
 * @param path of the JSON of a {@code ComputationGraphConfiguration}, on any Hadoop file system
 */
public record UserSpec(String path) implements FamilySpec {
  @Override
  public Kind kind() {
    return Kind.USER;
  }

  static UserSpec read(Section section) {
    return new UserSpec(section.text("path"));
  }
}
