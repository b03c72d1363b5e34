package org.diabolo.evaluate;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.field.TextField;
import org.diabolo.testing.LocalSpark;

/** Rows of text as a prepared corpus has them. */
final class PreparedTexts {
  private static final StructType SCHEMA =
      new StructType()
          .add("key", DataTypes.StringType)
          .add("source", DataTypes.createArrayType(DataTypes.FloatType))
          .add("target", DataTypes.createArrayType(DataTypes.FloatType))
          .add("source_text", DataTypes.StringType)
          .add("target_text", DataTypes.StringType)
          .add("by", DataTypes.StringType);

  private PreparedTexts() {}

  /** One row; {@code by} may be null. */
  static Row row(TextField field, String key, String source, String target, String by) {
    return RowFactory.create(key, ids(field, source), ids(field, target), source, target, by);
  }

  static Dataset<Row> table(List<Row> rows) {
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }

  private static List<Float> ids(TextField field, String text) {
    float[] ids = field.toNetwork(text);
    return IntStream.range(0, ids.length).mapToObj(i -> ids[i]).toList();
  }
}
