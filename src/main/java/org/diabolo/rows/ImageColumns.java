package org.diabolo.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.field.image.ImageFile;
import org.diabolo.field.image.UnreadableImageException;
import org.diabolo.job.FieldSpec.ImageSpec;
import org.diabolo.job.FieldSpec.ImageSpec.Content;
import org.diabolo.spark.ColumnNames;

/** Images. Cells are bytes, row after row, the channels of a pixel together. */
final class ImageColumns implements FieldColumns {
  private static final StructType DECODED =
      new StructType().add("cell", DataTypes.BinaryType).add("fault", Fault.TYPE);

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
    Column cell = col(ColumnNames.quoted(spec.column()));
    return spec.content() == Content.FILE
        // Spark may write what it takes for deterministic twice, for the filter and for the cell.
        ? udf(decode(spec), DECODED).asNondeterministic().apply(cell)
        : judgedRaw(cell);
  }

  /** Pixels and faults from one decoding. */
  private static UDF1<byte[], Row> decode(ImageSpec spec) {
    ImageFile shape = new ImageFile(spec.height(), spec.width(), spec.channels());
    String column = spec.column();
    return file -> {
      if (file == null) {
        return RowFactory.create(null, Fault.list("null", column, (String) null));
      }
      try {
        return RowFactory.create(shape.pixels(file), null);
      } catch (UnreadableImageException e) {
        return RowFactory.create(null, Fault.list(e.reason(), column, e.getMessage()));
      }
    };
  }

  private Column judgedRaw(Column cell) {
    int size = Math.multiplyExact(Math.multiplyExact(spec.height(), spec.width()), spec.channels());
    Column length = length(cell);
    Column fault =
        when(cell.isNull(), Fault.list("null", spec.column(), lit(null).cast("string")))
            .when(
                length.notEqual(size),
                Fault.list(
                    "wrong length",
                    spec.column(),
                    concat(length.cast("string"), lit(" instead of " + size))));
    return struct(cell.as("cell"), fault.as("fault"));
  }
}
