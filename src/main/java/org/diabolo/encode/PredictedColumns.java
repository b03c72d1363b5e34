package org.diabolo.encode;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;

/** The columns of a model's predictions. */
final class PredictedColumns {
  private PredictedColumns() {}

  /**
   * @return all that are ours, in their order
   */
  static List<StructField> of(Bundle.Card card, PredictSpec spec) {
    List<StructField> columns = new ArrayList<>();
    if (card.source() instanceof TextField) {
      columns.add(column(Columns.INPUT, DataTypes.StringType));
    }
    columns.addAll(answer(card.decoded() instanceof TextField, spec));
    columns.add(column(Columns.VERSION, DataTypes.StringType));
    return columns;
  }

  /** Those that {@link Answers} fill. */
  private static List<StructField> answer(boolean text, PredictSpec spec) {
    if (!text) {
      return List.of(column(Columns.OUTPUT, array(DataTypes.DoubleType)));
    }
    List<StructField> scored =
        List.of(
            column(Columns.OUTPUT, DataTypes.StringType),
            column(Columns.SCORE, DataTypes.DoubleType));
    List<StructField> columns = new ArrayList<>(scored);
    if (spec.nBest() > 1) {
      columns.add(
          column(Columns.N_BEST, array(new StructType(scored.toArray(StructField[]::new)))));
    }
    if (spec.attention()) {
      columns.add(column(Columns.ATTENTION, array(array(DataTypes.FloatType))));
    }
    return columns;
  }

  private static DataType array(DataType of) {
    return DataTypes.createArrayType(of, /* containsNull= */ false);
  }

  private static StructField column(String name, DataType type) {
    return DataTypes.createStructField(name, type, /* nullable= */ false);
  }
}
