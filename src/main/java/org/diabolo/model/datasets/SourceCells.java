package org.diabolo.model.datasets;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.diabolo.field.Field;
import org.diabolo.field.ImageField;
import org.diabolo.field.TextField;

/**
 * How a column's cells become what a model takes.
 *
 * @param column of the Dataset
 * @param kind of its cells
 */
record SourceCells(String column, Kind kind) implements Serializable {
  /** The column that the cells are read from; no user's has such a name. */
  static final String CELL = "org.diabolo.cell";

  /** What a cell is in Spark. */
  enum Kind {
    VECTOR,
    FLOATS,
    NUMBERS,
    BINARY,
    TEXT
  }

  /**
   * @throws IllegalArgumentException when the column is missing, or cannot hold the field's rows
   */
  static SourceCells of(Field field, StructType schema, String column) {
    DataType type = type(schema, column);
    Kind kind = kind(type);
    boolean fits =
        field instanceof TextField
            ? kind == Kind.TEXT
            : field instanceof ImageField
                ? kind == Kind.BINARY
                : kind != null && kind != Kind.TEXT && kind != Kind.BINARY;
    String allowed =
        field instanceof TextField
            ? "string"
            : field instanceof ImageField
                ? "binary, the pixels"
                : "an array of numbers or an ML vector";
    return checked(column, kind, fits, type, allowed);
  }

  /** Codes, as {@code float[]}. */
  static SourceCells codes(StructType schema, String column) {
    DataType type = type(schema, column);
    Kind kind = kind(type) == Kind.NUMBERS ? Kind.FLOATS : kind(type);
    return checked(column, kind, kind == Kind.FLOATS, type, "an array of numbers");
  }

  private static SourceCells checked(
      String column, Kind kind, boolean fits, DataType type, String allowed) {
    if (!fits) {
      throw new IllegalArgumentException(
          "column %s: found %s, allowed: %s".formatted(column, type.catalogString(), allowed));
    }
    return new SourceCells(column, kind);
  }

  private static DataType type(StructType schema, String column) {
    List<String> names = Arrays.asList(schema.fieldNames());
    if (!names.contains(column)) {
      throw new IllegalArgumentException(
          "there is no column %s; there are %s".formatted(column, String.join(", ", names)));
    }
    return schema.apply(column).dataType();
  }

  /** Null where it is of no use. */
  private static Kind kind(DataType type) {
    if (type.equals(SQLDataTypes.VectorType())) {
      return Kind.VECTOR;
    }
    if (type instanceof ArrayType array && array.elementType() instanceof NumericType number) {
      return number instanceof FloatType ? Kind.FLOATS : Kind.NUMBERS;
    }
    return type instanceof BinaryType ? Kind.BINARY : type instanceof StringType ? Kind.TEXT : null;
  }

  /** The cell as an expression: of an array of any numbers, floats or doubles. */
  Column cell(Column given) {
    return switch (kind) {
      case VECTOR -> functions.vector_to_array(given, "float64");
      case FLOATS -> given.cast("array<float>");
      case NUMBERS -> given.cast("array<double>");
      case BINARY, TEXT -> given;
    };
  }

  /** The last cell of a row, as a model takes it; null where it is null. */
  Object of(Row row) {
    int last = row.size() - 1;
    if (row.isNullAt(last) || kind == Kind.BINARY || kind == Kind.TEXT) {
      return row.get(last);
    }
    if (kind == Kind.FLOATS) {
      List<Float> numbers = row.getList(last);
      float[] floats = new float[numbers.size()];
      int next = 0;
      for (Float number : numbers) {
        floats[next++] = number == null ? Float.NaN : number;
      }
      return floats;
    }
    List<Double> numbers = row.getList(last);
    return numbers.stream().mapToDouble(number -> number == null ? Double.NaN : number).toArray();
  }
}
