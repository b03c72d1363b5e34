package org.diabolo.rows;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Why a row cannot be used, as a Spark struct of reason, column and value. */
final class Fault {
  /** The struct's type, for what is judged by code. */
  static final StructType TYPE =
      new StructType()
          .add("reason", DataTypes.StringType)
          .add("column", DataTypes.StringType)
          .add("value", DataTypes.StringType);

  private Fault() {}

  static Column of(String reason, String column, Column value) {
    return struct(
        lit(reason).as("reason"), lit(column).cast("string").as("column"), value.as("value"));
  }
}
