package org.diabolo.rows.files;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.BadDataException;

/** JSON, a record a line unless the user's options say otherwise. */
final class JsonInput {
  private static final String MULTI_LINE = "multiLine";
  private static final String CORRUPT = "columnNameOfCorruptRecord";

  private final InputPath path;
  private final Wanted wanted;

  JsonInput(InputPath path, Wanted wanted) {
    this.path = path;
    this.wanted = wanted;
  }

  /**
   * @return the rows
   * @throws BadDataException when no record is found where one is looked for
   */
  Dataset<Row> open() {
    Dataset<Row> rows = path.load(path.reader(Map.of()));
    requireRecords(rows.schema());
    StructType typed = new StructType();
    for (StructField field : rows.schema().fields()) {
      // Only what was taken for a single value: lists and structs stay what they are.
      boolean text =
          wanted.texts().contains(field.name()) && field.dataType() instanceof AtomicType;
      typed = typed.add(field.name(), text ? DataTypes.StringType : field.dataType());
    }
    return typed.equals(rows.schema()) ? rows : path.load(path.reader(Map.of()).schema(typed));
  }

  /** A list over several lines, or a record over several, has no line that is a record. */
  private void requireRecords(StructType schema) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(path.input().options());
    String corrupt =
        options.getOrDefault(
            CORRUPT, path.spark().conf().get("spark.sql." + CORRUPT, "_corrupt_record"));
    List<String> names = Arrays.asList(schema.fieldNames());
    if (names.contains(corrupt) && wanted.columns().stream().noneMatch(names::contains)) {
      boolean several = Boolean.parseBoolean(options.get(MULTI_LINE));
      throw new BadDataException(
          "data.input.path: "
              + path.input().path()
              + (several
                  ? " has no JSON record with the columns of this job; where each line is a record"
                      + " leave data.input.options: {multiLine: true} out"
                  : " has no line that is a JSON record with the columns of this job; where a"
                      + " record, or a list of them, goes over several lines say"
                      + " data.input.options: {multiLine: true}"));
    }
  }
}
