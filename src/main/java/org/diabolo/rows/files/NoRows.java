package org.diabolo.rows.files;

import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.InputSpec;

/** What is said where nothing is left to read. */
public final class NoRows {
  private NoRows() {}

  /**
   * @param input that has no rows, or none for which its condition holds
   * @return the exception, not thrown
   */
  public static BadDataException of(InputSpec input) {
    return new BadDataException(
        input.where() == null
            ? input.pathKey() + ": " + input.path() + " has no rows"
            : input.condition().key()
                + ": the condition holds for no row of "
                + input.path()
                + ": "
                + input.where());
  }
}
