package org.diabolo.rows.files;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/** What is said of a column that is not there. */
public final class MissingColumn {
  private MissingColumn() {}

  /**
   * @param key of the job file that names it
   * @param column that is not there
   * @param schema of the input
   * @return a line with what is there
   */
  public static String line(String key, String column, StructType schema) {
    return key
        + ": there is no column "
        + column
        + " in the input, allowed: "
        + Arrays.stream(schema.fieldNames())
            .filter(name -> !name.equals(MalformedRows.COLUMN))
            .collect(Collectors.joining(", "));
  }
}
