package org.diabolo.encode;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.diabolo.field.TextField;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.rows.Input;
import org.diabolo.rows.Rejects;
import org.diabolo.rows.Screening;
import org.diabolo.search.TextSearch;
import org.diabolo.store.Folder;
import org.diabolo.store.Output;

/**
 * Asks a model for the targets of an input: every row once, or in the rejects with its reason. The
 * input needs the source's columns alone.
 */
public final class Prediction {
  private final JobSpec spec;
  private final Bundle bundle;
  private final ScreenedInput inputs;

  /**
   * @param spark to run on
   * @param spec the job: input columns, how to search, columns to copy, share of rejects allowed
   * @param bundle the model
   */
  public Prediction(SparkSession spark, JobSpec spec, Bundle bundle) {
    this.spec = spec;
    this.bundle = bundle;
    this.inputs = new ScreenedInput(spark, spec, bundle);
  }

  /**
   * What was predicted.
   *
   * @param rows in the predictions
   * @param rejects of the input
   */
  public record Predicted(long rows, Rejects rejects) {}

  /**
   * The same into a folder of ours, in which whatever stood there is replaced.
   *
   * @param input rows with the source's columns
   * @param place the folder
   * @return what was predicted
   */
  public Predicted run(InputSpec input, Folder place) {
    return run(input, Output.ofRun(place));
  }

  /**
   * Writes the key, the columns asked for, {@code input} (where it is text), {@code output}, and of
   * text its {@code score}, {@code n_best} where several were asked for and {@code attention} where
   * it was; {@code model_version}.
   *
   * @param input rows with the job's columns
   * @param output where the predictions go; bad rows go to {@code _rejects} in it, which Spark and
   *     others pass over when they read it
   * @return what was predicted
   * @throws InvalidJobException when the input lacks columns, or the attention is asked for and
   *     this model has none to tell
   * @throws BadDataException when there are no rows, or more bad ones than the job allows
   */
  public Predicted run(InputSpec input, Output output) {
    checkAttention();
    Rejects counted = inputs.run(input, search().columns(), output, from(input), this::predict);
    return new Predicted(counted.rows() - counted.rejected(), counted);
  }

  /**
   * @param input rows with the source's columns
   * @return what their predictions are made from, as it is now
   */
  public Made.From from(InputSpec input) {
    return Made.From.of(
        bundle, Input.snapshot(inputs.spark(), input), spec.reading(input), "predict", search());
  }

  private PredictSpec search() {
    return spec.prediction();
  }

  /** Here rather than in tasks, each of which would fail. */
  private void checkAttention() {
    if (!search().attention()) {
      return;
    }
    if (!(bundle.card().decoded() instanceof TextField)) {
      throw new InvalidJobException(
          "predict.attention: found true, allowed: false (the target is no text)");
    }
    TextSearch.of(bundle.parts(), search());
  }

  private Dataset<Row> predict(Dataset<Row> good, Broadcast<Bundle.Parts> parts) {
    PredictSpec search = search();
    List<StructField> ours = PredictedColumns.of(bundle.card(), search);
    List<StructField> all = new ArrayList<>();
    all.add(good.schema().apply(Screening.KEY));
    all.add(good.schema().apply(Screening.KEPT));
    all.addAll(ours);
    StructType schema = new StructType(all.toArray(StructField[]::new));
    MapPartitionsFunction<Row, Row> predict =
        rows -> new PredictedRows(rows, parts.value(), search);
    return good.mapPartitions(predict, Encoders.row(schema))
        .select(inputs.columns(search.columns(), ours.stream().map(StructField::name).toList()));
  }
}
