package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.diabolo.encode.Made;
import org.diabolo.encode.Prediction;
import org.diabolo.job.DataSpec.InputSpec;

/** Raw rows to targets. */
final class PredictStage extends RowsStage {
  private Prediction prediction;

  /** Not a number where it was not made just now. */
  private double rowsPerSecond = Double.NaN;

  PredictStage(RunContext context) {
    super(context, Stage.PREDICT, context.run().predictions());
  }

  private Prediction prediction() {
    if (prediction == null) {
      prediction =
          new Prediction(
              context().spark(),
              context().spec(),
              TrainedModel.open(context().run(), context().spec()));
    }
    return prediction;
  }

  @Override
  InputSpec input() {
    return context().spec().data().input();
  }

  @Override
  JsonNode job() {
    return Made.From.job(context().spec(), stage().label(), context().spec().prediction());
  }

  @Override
  Made.From madeFrom() {
    return prediction().from(input());
  }

  @Override
  public void make() {
    context().listener().stageBegins("predicting " + context().rows());
    long began = System.nanoTime();
    Prediction.Predicted predicted = prediction().run(input(), place());
    rowsPerSecond = predicted.rows() / ((System.nanoTime() - began) / 1e9);
    context().listener().stageEnded("predicted " + predicted.rows() + " rows into " + place());
  }

  @Override
  public Map<String, ?> facts() {
    Map<String, Object> facts = new HashMap<>(super.facts());
    if (Double.isFinite(rowsPerSecond)) {
      facts.put("rows_per_second", rowsPerSecond);
    }
    facts.put("search", context().spec().prediction());
    return facts;
  }
}
