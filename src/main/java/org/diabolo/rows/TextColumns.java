package org.diabolo.rows;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.diabolo.field.TextField;
import org.diabolo.job.TextSpec;
import org.diabolo.job.TextSpec.Overlong;
import org.diabolo.spark.ColumnNames;

/** Text. Cells are strings as they came in. */
final class TextColumns implements FieldColumns {
  private final TextSpec spec;
  private final TextField fitted;

  /**
   * @param fitted whose tokens are counted; null before it is fitted: then rows that are too long
   *     in subwords cannot be told yet
   */
  TextColumns(TextSpec spec, TextField fitted) {
    this.spec = spec;
    this.fitted = fitted;
  }

  @Override
  public List<String> columns() {
    return spec.columns();
  }

  @Override
  public boolean fits(DataType type) {
    return type instanceof StringType;
  }

  @Override
  public String allowed() {
    return "string";
  }

  @Override
  public Column judged() {
    Column cell = col(ColumnNames.quoted(spec.column()));
    Column missing = Fault.when(cell.isNull(), "null", spec.column(), lit(null).cast("string"));
    boolean counted = spec.overlong() == Overlong.REJECT && (fitted != null || !spec.subwords());
    UDF1<String, List<Row>> judge =
        judge(
            spec.column(),
            fitted == null ? TextField.unfitted(spec) : fitted,
            counted ? spec.maxLength() : Integer.MAX_VALUE);
    Column fault = udf(judge, Fault.TYPE).apply(cell);
    return struct(cell.as("cell"), coalesce(missing, fault).as("fault"));
  }

  private static UDF1<String, List<Row>> judge(String column, TextField field, int most) {
    return text -> {
      if (text == null) {
        return null;
      }
      int tokens = field.tokens(text).size();
      if (tokens == 0) {
        return Fault.list("empty", column, text);
      }
      return tokens > most
          ? Fault.list("too long", column, tokens + " tokens instead of at most " + most)
          : null;
    };
  }
}
