package org.diabolo.docs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a block of the documentation is held to the program; CONTRIBUTING.md says what each asks for.
 */
enum Mark {
  /** {@code run by TEST}: a test or the gate runs it as a user would; it is checked too. */
  RUN,
  /** Read by the job parser, the parser of arguments, a compiler. */
  CHECKED,
  /** {@code shown: REASON}: nobody looks at it. */
  SHOWN,
  /** What the command before it prints. */
  OUTPUT;

  static Optional<Mark> named(String word) {
    return Arrays.stream(values()).filter(mark -> mark.toString().equals(word)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
