package org.diabolo.rows;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Why a row cannot be used: a list of Spark structs of reason, column and value, one for each
 * column with which something is wrong.
 */
final class Fault {
  /** A single one's type. */
  private static final StructType ONE =
      new StructType()
          .add("reason", DataTypes.StringType)
          .add("column", DataTypes.StringType)
          .add("value", DataTypes.StringType);

  /** The list's type, for what is judged by code. */
  static final ArrayType TYPE = DataTypes.createArrayType(ONE, false);

  private static final Column NOTHING = array().cast(TYPE);

  /** Columns that are named of one row; of pixels or the like there may be thousands. */
  private static final int NAMED = 10;

  private Fault() {}

  /** The struct, for lists that are made element by element. */
  static Column one(Column reason, Column column, Column value) {
    return struct(reason.as("reason"), column.as("column"), value.as("value"));
  }

  /** A list of one where a condition holds, else null. */
  static Column when(Column bad, String reason, String column, Column value) {
    return functions.when(bad, list(reason, column, value));
  }

  static Column list(String reason, String column, Column value) {
    return array(one(lit(reason), lit(column).cast("string"), value)).cast(TYPE);
  }

  /** The same for what is judged by code. */
  static List<Row> list(String reason, String column, String value) {
    return List.of(RowFactory.create(reason, column, value));
  }

  /**
   * @param lists each of which may be null
   * @return all of them as one; empty where nothing is wrong
   */
  static Column all(List<Column> lists) {
    return concat(lists.stream().map(list -> coalesce(list, NOTHING)).toArray(Column[]::new));
  }

  /** What is wrong with a row in words; empty where nothing is. */
  static Column reason(Column all) {
    return array_join(array_distinct(all.getField("reason")), " and ");
  }

  /** The columns that are to blame, the first of them by name; null where none is. */
  static Column column(Column all) {
    return joined(all, "column");
  }

  /** What stands in these columns, as far as it can be told; null where nothing does. */
  static Column value(Column all) {
    return joined(all, "value");
  }

  private static Column joined(Column all, String field) {
    // One column may be asked for twice, as the split's and as the source.
    Column texts = array_distinct(all).getField(field);
    Column count = size(texts);
    Column first = array_join(slice(texts, 1, NAMED), ", ", "null");
    return functions
        .when(count.equalTo(1), element_at(texts, 1))
        .when(count.leq(NAMED), first)
        .otherwise(concat(first, lit(" and "), count.minus(NAMED).cast("string"), lit(" more")));
  }
}
