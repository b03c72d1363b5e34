package org.diabolo.rows.files;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/** What is said of columns that are not there. */
public final class MissingColumns {
  private MissingColumns() {}

  /**
   * @param key of the job file that names them
   * @param columns that are not there, one or more
   * @param schema of the input
   * @return a line with what is there
   */
  public static String line(String key, List<String> columns, StructType schema) {
    List<String> present =
        Stream.of(schema.fieldNames()).filter(name -> !name.equals(MalformedRows.COLUMN)).toList();
    return key
        + (columns.size() == 1 ? ": there is no column " : ": there are no columns ")
        + SomeColumns.of(columns)
        + " in the input, allowed: "
        + SomeColumns.of(present);
  }
}
