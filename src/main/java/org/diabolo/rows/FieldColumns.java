package org.diabolo.rows;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.apache.spark.sql.functions.col;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.FieldSpec.ImageSpec;
import org.diabolo.job.FieldSpec.VectorSpec;
import org.diabolo.job.TextSpec;
import org.diabolo.rows.files.MissingColumns;
import org.diabolo.rows.files.SomeColumns;
import org.diabolo.spark.ColumnNames;

/** A field's columns as Spark expressions: the raw cell, and what is wrong with it. */
interface FieldColumns {

  /**
   * @param key of the job file, for messages: source or target
   * @param spec of the field
   * @param fitted the field itself, whose size or tokens cells must fit; null before it is fitted
   * @param input as it was opened
   * @param from where it was opened, for messages
   */
  static FieldColumns of(
      String key, FieldSpec spec, Field fitted, Dataset<Row> input, InputSpec from) {
    if (spec instanceof ImageSpec image) {
      return new ImageColumns(image);
    }
    if (spec instanceof TextSpec text) {
      return new TextColumns(text, (TextField) fitted);
    }
    VectorSpec vector = (VectorSpec) spec;
    return new VectorColumns(
        key, vector, fitted == null ? vector.size() : ((NumberField) fitted).size(), input, from);
  }

  /**
   * @return the input columns that it reads
   */
  List<String> columns();

  /**
   * @return the key of the job file that names them: column or columns
   */
  default String columnKey() {
    return "column";
  }

  /**
   * @return whether a column of this type can be read
   */
  boolean fits(DataType type);

  /**
   * @return the types that fit, in words
   */
  String allowed();

  /**
   * @return a struct of {@code cell}, the raw cell that is not yet scaled or cut, and {@code
   *     fault}, which is null where the cell is good
   */
  Column judged();

  /**
   * @param column of the input, which need not be the field's
   * @return it as it is copied: numbers that are written as text are numbers
   */
  default Column copied(String column) {
    return col(ColumnNames.quoted(column));
  }

  /** Tells of columns that can be read, but are probably not what they were meant to be. */
  default void warn() {}

  /**
   * @param key of the job file, for messages: source or target
   * @param schema of the input
   * @param problems where complaints about missing columns and wrong types go
   */
  default void check(String key, StructType schema, List<String> problems) {
    String place = key + "." + columnKey();
    Set<String> present = new HashSet<>(List.of(schema.fieldNames()));
    List<String> missing = columns().stream().filter(each -> !present.contains(each)).toList();
    if (!missing.isEmpty()) {
      problems.add(MissingColumns.line(place, missing, schema));
    }
    columns().stream()
        .filter(present::contains)
        .filter(each -> !fits(schema.apply(each).dataType()))
        .collect(
            groupingBy(
                each -> schema.apply(each).dataType().simpleString(), LinkedHashMap::new, toList()))
        .forEach(
            (type, of) ->
                problems.add(
                    place
                        + ": "
                        + SomeColumns.of(of)
                        + (of.size() == 1 ? " is of type " : " are of type ")
                        + type
                        + ", allowed: "
                        + allowed()));
  }
}
