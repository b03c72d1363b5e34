package org.diabolo.rows;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.FieldSpec.VectorSpec;
import org.diabolo.rows.files.NoRows;
import org.diabolo.rows.files.Numerals;
import org.diabolo.spark.ColumnNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers: a column of arrays or ML vectors, or several numeric columns. Cells are doubles, or
 * floats where the input has those.
 */
final class VectorColumns implements FieldColumns {
  private static final Logger LOG = LoggerFactory.getLogger(VectorColumns.class);
  private static final String NUMBERS = "array<double>";
  private static final String TOO_LARGE = "too large for a float";

  private final String key;
  private final VectorSpec spec;
  private final int stated;
  private final Dataset<Row> input;
  private final InputSpec from;

  /**
   * @param key of the job file, for messages
   * @param stated numbers that a cell must have; 0 to take the most frequent length in the input
   */
  VectorColumns(String key, VectorSpec spec, int stated, Dataset<Row> input, InputSpec from) {
    this.key = key;
    this.spec = spec;
    this.stated = stated;
    this.input = input;
    this.from = from;
  }

  @Override
  public List<String> columns() {
    return spec.columns();
  }

  @Override
  public String columnKey() {
    return several() ? "columns" : "column";
  }

  private boolean several() {
    return spec.column() == null;
  }

  @Override
  public boolean fits(DataType type) {
    if (several()) {
      // Text of numbers is what one damaged cell makes of a whole CSV column.
      return type instanceof NumericType || type instanceof StringType;
    }
    return isVector(type)
        || type instanceof ArrayType numbers && numbers.elementType() instanceof NumericType;
  }

  @Override
  public String allowed() {
    return several()
        ? "numeric columns"
        : "an array of numbers or an ML vector (for numeric columns say columns: [...])";
  }

  @Override
  public void warn() {
    List<String> texts = spec.columns().stream().filter(this::isText).toList();
    if (several() && !texts.isEmpty()) {
      LOG.warn(
          "{}.columns: the input has {} as text; what is a number there is read as one, all else is"
              + " a reject (write numbers as numbers: they are smaller, and read faster)",
          key,
          String.join(", ", texts));
    }
  }

  private static boolean isVector(DataType type) {
    return type.equals(SQLDataTypes.VectorType());
  }

  private DataType type(String column) {
    return input.schema().apply(column).dataType();
  }

  @Override
  public Column copied(String column) {
    Column cell = col(ColumnNames.quoted(column));
    return several() && columns().contains(column) && isText(column) ? Numerals.of(cell) : cell;
  }

  @Override
  public Column judged() {
    int size = stated > 0 ? stated : commonSize();
    // Looking for what is wrong with a cell takes a hundred times as long as seeing that all is
    // right.
    Column fault = when(sound(size), lit(null)).otherwise(fault(size));
    return struct(cell().as("cell"), fault.as("fault"));
  }

  /** The cell without casting floats to doubles, which Spark does number by number in boxes. */
  private Column cell() {
    boolean floats =
        !several()
            && type(spec.column()) instanceof ArrayType numbers
            && numbers.elementType() instanceof FloatType;
    return floats ? col(ColumnNames.quoted(spec.column())) : raw();
  }

  /** True of a good cell; null or false of one that has a fault. */
  private Column sound(int size) {
    Column cell = cell();
    // Spark has NaN above all numbers. Maximum and minimum pass over nulls, of which a search that
    // finds nothing tells by being null itself.
    return size(cell)
        .equalTo(size)
        .and(array_max(cell).leq(Float.MAX_VALUE))
        .and(array_min(cell).geq(-Float.MAX_VALUE))
        .and(not(array_contains(cell, Float.NaN)));
  }

  private Column raw() {
    if (several()) {
      return array(spec.columns().stream().map(this::number).toArray(Column[]::new));
    }
    String column = spec.column();
    Column given = col(ColumnNames.quoted(column));
    // Spark's function takes no nulls: one would end the job.
    return isVector(type(column))
        ? when(given.isNotNull(), vector_to_array(given, "float64"))
        : given.cast(NUMBERS);
  }

  private Column number(String column) {
    Column cell = col(ColumnNames.quoted(column));
    return isText(column) ? Numerals.of(cell) : cell.cast("double");
  }

  private int commonSize() {
    List<Row> lengths =
        input
            .select(size(raw()).as("length"))
            .where("length > 0")
            .groupBy("length")
            .count()
            .orderBy(col("count").desc(), col("length"))
            .takeAsList(1);
    if (lengths.isEmpty()) {
      if (from.where() != null && input.isEmpty()) {
        throw NoRows.of(from);
      }
      throw new BadDataException(
          key + ".column: no row of the input has any numbers in " + spec.columns());
    }
    return lengths.get(0).getInt(0);
  }

  private Column fault(int size) {
    Column cell = raw();
    String name = spec.columns().get(0);
    Column elements =
        filter(
            transform(cell, (x, place) -> fault(x, place)),
            fault -> fault.getField("reason").isNotNull());
    if (several()) {
      return elements;
    }
    Column length = size(cell);
    return when(cell.isNull(), Fault.list("null", name, lit(null).cast("string")))
        .when(
            length.notEqual(size),
            Fault.list(
                "wrong length", name, concat(length.cast("string"), lit(" instead of " + size))))
        .otherwise(elements);
  }

  /** Of an element; one without a reason is good. */
  private Column fault(Column x, Column place) {
    Column at = place.plus(1);
    Column number = x.cast("string");
    if (!several()) {
      Column name = concat(lit(spec.column() + "["), place.cast("string"), lit("]"));
      return Fault.one(elementReason(x), name, number);
    }
    Column name = element_at(array(texts(functions::lit)), at);
    if (spec.columns().stream().noneMatch(this::isText)) {
      return Fault.one(elementReason(x), name, number);
    }
    Column text =
        element_at(
            array(
                texts(
                    column ->
                        isText(column)
                            ? col(ColumnNames.quoted(column))
                            : lit(null).cast("string"))),
            at);
    Column reason =
        when(text.isNotNull().and(x.isNull()), "not a number")
            .when(text.isNotNull().and(infinite(x)), TOO_LARGE)
            .otherwise(elementReason(x));
    return Fault.one(reason, name, coalesce(text, number));
  }

  private Column[] texts(Function<String, Column> each) {
    return spec.columns().stream().map(each).toArray(Column[]::new);
  }

  private boolean isText(String column) {
    return type(column) instanceof StringType;
  }

  private static Column elementReason(Column x) {
    return when(x.isNull(), "null")
        .when(isnan(x), "not a number")
        .when(infinite(x), "infinite")
        .when(abs(x).gt(Float.MAX_VALUE), TOO_LARGE);
  }

  private static Column infinite(Column x) {
    return abs(x).equalTo(Double.POSITIVE_INFINITY);
  }
}
