package org.diabolo.rows;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;

/** Why a row cannot be used, as a Spark struct of reason, column and value. */
final class Fault {
  private Fault() {}

  static Column of(String reason, String column, Column value) {
    return struct(lit(reason).as("reason"), lit(column).as("column"), value.as("value"));
  }
}
