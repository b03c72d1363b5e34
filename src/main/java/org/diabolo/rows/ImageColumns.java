package org.diabolo.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.diabolo.job.FieldSpec.ImageSpec;

/** Images. Cells are bytes, row after row, the channels of a pixel together. */
final class ImageColumns implements FieldColumns {
  private final ImageSpec spec;

  ImageColumns(ImageSpec spec) {
    this.spec = spec;
  }

  @Override
  public List<String> columns() {
    return spec.columns();
  }

  @Override
  public boolean fits(DataType type) {
    return type instanceof BinaryType;
  }

  @Override
  public String allowed() {
    return "binary";
  }

  @Override
  public Column judged() {
    Column cell = col(Names.quoted(spec.column()));
    int size = Math.multiplyExact(Math.multiplyExact(spec.height(), spec.width()), spec.channels());
    Column fault =
        when(cell.isNull(), Fault.of("null", spec.column(), lit(null).cast("string")))
            .when(
                length(cell).notEqual(size),
                Fault.of(
                    "wrong length",
                    spec.column(),
                    concat(length(cell).cast("string"), lit(" instead of " + size))));
    return struct(cell.as("cell"), fault.as("fault"));
  }
}
