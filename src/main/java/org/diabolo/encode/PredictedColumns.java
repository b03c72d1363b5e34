package org.diabolo.encode;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.model.Columns;
import org.diabolo.model.Output;
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

  /** Those that {@link #cells} fills. */
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

  /**
   * @param best what a model answers to a row, best first
   * @return the cells from the output up to the version, in their order
   */
  static List<Object> cells(List<Output> best, boolean text, PredictSpec spec) {
    Output first = best.get(0);
    if (!text) {
      return List.of(first.value());
    }
    List<Object> cells = new ArrayList<>(List.of(first.value(), first.score()));
    if (spec.nBest() > 1) {
      cells.add(
          best.stream()
              .map(each -> RowFactory.create(each.value(), each.score()))
              .toArray(Row[]::new));
    }
    if (spec.attention()) {
      cells.add(first.attention());
    }
    return cells;
  }

  private static DataType array(DataType of) {
    return DataTypes.createArrayType(of, /* containsNull= */ false);
  }

  private static StructField column(String name, DataType type) {
    return DataTypes.createStructField(name, type, /* nullable= */ false);
  }
}
