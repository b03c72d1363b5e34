package org.diabolo.rows;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.FieldSpec.ImageSpec;
import org.diabolo.job.FieldSpec.Kind;
import org.diabolo.job.FieldSpec.VectorSpec;

/** A field's columns as Spark expressions: the raw cell, and what is wrong with it. */
final class FieldColumns {
  private static final String NUMBERS = "array<double>";

  private final FieldSpec spec;
  private final StructType schema;

  FieldColumns(FieldSpec spec, StructType schema) {
    this.spec = spec;
    this.schema = schema;
  }

  /**
   * @param key of the job file, for messages: source or target
   * @param problems where complaints about missing columns and wrong types go
   */
  void check(String key, List<String> problems) {
    for (String column : spec.columns()) {
      if (!List.of(schema.fieldNames()).contains(column)) {
        problems.add(Screening.missing(key + "." + columnKey(), column, schema));
      } else if (!fits(schema.apply(column).dataType())) {
        problems.add(
            key
                + "."
                + columnKey()
                + ": "
                + column
                + " is of type "
                + schema.apply(column).dataType().simpleString()
                + ", allowed: "
                + allowed());
      }
    }
  }

  private String columnKey() {
    return several() ? "columns" : "column";
  }

  private boolean several() {
    return spec instanceof VectorSpec vector && vector.column() == null;
  }

  private boolean fits(DataType type) {
    if (spec.kind() == Kind.IMAGE) {
      return type instanceof BinaryType;
    }
    if (several()) {
      // Text of numbers is what one damaged cell makes of a whole CSV column.
      return type instanceof NumericType || type instanceof StringType;
    }
    return isVector(type)
        || type instanceof ArrayType numbers && numbers.elementType() instanceof NumericType;
  }

  private String allowed() {
    if (spec.kind() == Kind.IMAGE) {
      return "binary";
    }
    return several()
        ? "numeric columns"
        : "an array of numbers or an ML vector (for numeric columns say columns: [...])";
  }

  private static boolean isVector(DataType type) {
    return type.equals(SQLDataTypes.VectorType());
  }

  /** The cell as bytes (image) or doubles (vector), not yet scaled. */
  Column raw() {
    if (spec instanceof ImageSpec image) {
      return col(Names.quoted(image.column()));
    }
    if (several()) {
      return array(
          spec.columns().stream()
              .map(c -> col(Names.quoted(c)).cast("double"))
              .toArray(Column[]::new));
    }
    String column = spec.columns().get(0);
    return isVector(schema.apply(column).dataType())
        ? org.apache.spark.ml.functions.vector_to_array(col(Names.quoted(column)), "float64")
        : col(Names.quoted(column)).cast(NUMBERS);
  }

  /** Numbers in a raw cell. */
  Column rawLength() {
    return spec instanceof ImageSpec ? length(raw()) : size(raw());
  }

  /**
   * @param size that the cell should have
   * @return a struct of reason, column and value; null where the cell is good
   */
  Column fault(int size) {
    Column cell = raw();
    String name = spec.columns().get(0);
    Column missing = several() ? lit(false) : cell.isNull();
    Column fault = when(missing, Fault.of("null", name, lit(null).cast("string")));
    for (String column : spec.columns()) {
      if (schema.apply(column).dataType() instanceof StringType) {
        Column text = col(Names.quoted(column));
        fault =
            fault.when(
                text.isNotNull().and(text.cast("double").isNull()),
                Fault.of("not a number", column, text));
      }
    }
    fault =
        fault.when(
            rawLength().notEqual(size),
            Fault.of(
                "wrong length",
                name,
                concat(rawLength().cast("string"), lit(" instead of " + size))));
    if (spec.kind() == Kind.VECTOR) {
      Column reasons = transform(cell, FieldColumns::elementReason);
      Column place = functions.array_position(transform(reasons, Column::isNotNull), true);
      fault =
          fault.when(
              place.gt(0),
              struct(
                  element_at(reasons, place.cast("int")).as("reason"),
                  nameAt(place).as("column"),
                  element_at(cell, place.cast("int")).cast("string").as("value")));
    }
    return fault;
  }

  private static Column elementReason(Column x) {
    return when(x.isNull(), "null")
        .when(isnan(x), "not a number")
        .when(abs(x).gt(Float.MAX_VALUE), "infinite");
  }

  private Column nameAt(Column place) {
    if (several()) {
      Column names = array(spec.columns().stream().map(functions::lit).toArray(Column[]::new));
      return element_at(names, place.cast("int"));
    }
    return concat(lit(spec.columns().get(0) + "["), place.minus(1).cast("string"), lit("]"));
  }
}
