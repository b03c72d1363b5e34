package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that has ended.
 *
 * @param process which
 * @param code its exit code
 */
record Ended(Running process, int code) {
  /** The same, if it ended with that exit code. */
  Ended with(int expected) {
    assertThat(code).as(process::toString).isEqualTo(expected);
    return this;
  }

  String output() {
    return process.printed();
  }

  String errors() {
    return process.complained();
  }

  @Override
  public String toString() {
    return "exit code " + code + " of " + process;
  }
}
