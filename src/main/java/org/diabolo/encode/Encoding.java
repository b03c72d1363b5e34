package org.diabolo.encode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.diabolo.field.NumberField;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.model.Columns;
import org.diabolo.model.NumberCodes;
import org.diabolo.network.Bundle;
import org.diabolo.rows.Input;
import org.diabolo.rows.Rejects;
import org.diabolo.rows.Screening;
import org.diabolo.spark.InternalRows;
import org.diabolo.store.Folder;
import org.diabolo.store.Output;

/** Encodes an input: every row once, or in the rejects with its reason. */
public final class Encoding {
  private final JobSpec spec;
  private final ScreenedInput inputs;

  /**
   * @param spark to run on
   * @param spec the job: input columns, columns to copy, share of rejects allowed
   * @param bundle the model
   */
  public Encoding(SparkSession spark, JobSpec spec, Bundle bundle) {
    this.spec = spec;
    this.inputs = new ScreenedInput(spark, spec, bundle);
  }

  /**
   * What was encoded.
   *
   * @param rows in the encodings
   * @param rejects of the input
   */
  public record Encoded(long rows, Rejects rejects) {}

  /**
   * The same into a folder of ours, in which whatever stood there is replaced.
   *
   * @param input rows with the job's columns
   * @param place the folder
   * @return what was encoded
   */
  public Encoded run(InputSpec input, Folder place) {
    return run(input, Output.ofRun(place));
  }

  /**
   * @param input rows with the job's columns
   * @param output where the encodings go; bad rows go to {@code _rejects} in it, which Spark and
   *     others pass over when they read it
   * @return what was encoded
   */
  public Encoded run(InputSpec input, Output output) {
    return run(input, output, inputs);
  }

  /**
   * The same with the column {@code content_hash}.
   *
   * @param input rows with the job's columns
   * @param output where the encodings go
   * @return what was encoded
   */
  public Encoded runWithContent(InputSpec input, Output output) {
    return run(input, output, inputs.with(new Contents(Optional.empty())));
  }

  /**
   * Encodes, with the column {@code content_hash}, only rows that are not known; the others are
   * read and judged.
   *
   * @param input rows with the job's columns
   * @param output where the encodings go, also where there is nothing to encode
   * @param known rows with the key and {@code content_hash}, each key once
   * @return what was encoded, and all rejects of the input
   */
  public Encoded runUnknown(InputSpec input, Output output, Dataset<Row> known) {
    ScreenedInput with = inputs.with(new Contents(Optional.of(known)));
    return with.runUnknown(input, spec.encode().columns(), output, from(input), model(with));
  }

  private Encoded run(InputSpec input, Output output, ScreenedInput with) {
    List<String> copied = spec.encode().columns();
    Made.From from = from(input);
    Rejects counted =
        numbers()
            ? with.runInPlace(input, copied, output, from, model(with))
            : with.run(input, copied, output, from, model(with));
    return new Encoded(counted.rows() - counted.rejected(), counted);
  }

  private boolean numbers() {
    return inputs.bundle().card().source() instanceof NumberField;
  }

  private ScreenedInput.Model model(ScreenedInput with) {
    return (good, parts) ->
        columns(numbers() ? encodeNumbers(good, parts) : encodeTexts(good, parts), with);
  }

  /**
   * @param input rows with the job's columns
   * @return what their encodings are made from, as it is now
   */
  public Made.From from(InputSpec input) {
    return new Made.From(
        Made.model(inputs.bundle()), Input.snapshot(inputs.spark(), input), job(spec, input));
  }

  /**
   * @param spec the job
   * @param input with its columns
   * @return the parts of the job that the encodings of these rows depend on
   */
  public static JsonNode job(JobSpec spec, InputSpec input) {
    return Made.From.job(spec.reading(input), "encode", spec.encode().of(input));
  }

  private Dataset<Row> encodeNumbers(Dataset<Row> good, Broadcast<Bundle.Parts> parts) {
    NumberCodes.Withal withal =
        spec.autoencoder() ? NumberCodes.Withal.ERROR : NumberCodes.Withal.NOTHING;
    StructType from = good.schema();
    JavaRDD<InternalRow> encoded =
        InternalRows.of(good)
            .mapPartitions(rows -> new EncodedNumbers(rows, from, parts.value(), withal));
    return InternalRows.dataset(
        good.sparkSession(), encoded, schema(from, withal == NumberCodes.Withal.ERROR));
  }

  private Dataset<Row> encodeTexts(Dataset<Row> good, Broadcast<Bundle.Parts> parts) {
    MapPartitionsFunction<Row, Row> encode = rows -> new EncodedTexts(rows, parts.value());
    // Text comes back by search, token after token: that is predicting, not encoding.
    return good.mapPartitions(encode, Encoders.row(schema(good.schema(), /* withError= */ false)));
  }

  private Dataset<Row> columns(Dataset<Row> encoded, ScreenedInput with) {
    List<String> ours = Columns.OURS.stream().filter(List.of(encoded.columns())::contains).toList();
    return encoded.select(with.columns(spec.encode().columns(), ours));
  }

  private static StructType schema(StructType good, boolean withError) {
    List<StructField> fields = new ArrayList<>();
    fields.add(good.apply(Screening.KEY));
    fields.add(good.apply(Screening.KEPT));
    fields.add(
        DataTypes.createStructField(
            Columns.CODE, DataTypes.createArrayType(DataTypes.FloatType, false), false));
    fields.add(DataTypes.createStructField(Columns.VERSION, DataTypes.StringType, false));
    fields.add(DataTypes.createStructField(Columns.SPACE, DataTypes.StringType, false));
    if (withError) {
      fields.add(DataTypes.createStructField(Columns.ERROR, DataTypes.FloatType, false));
    }
    return new StructType(fields.toArray(StructField[]::new));
  }
}
