package org.diabolo.encode;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.diabolo.field.NumberField;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.rows.Input;
import org.diabolo.rows.Rejects;
import org.diabolo.rows.Screening;
import org.diabolo.store.Folder;

/** Encodes an input: every row once, or in the rejects with its reason. */
public final class Encoding {
  private final SparkSession spark;
  private final JobSpec spec;
  private final Bundle bundle;

  /**
   * @param spark to run on
   * @param spec the job: input columns, columns to copy, share of rejects allowed
   * @param bundle the model
   */
  public Encoding(SparkSession spark, JobSpec spec, Bundle bundle) {
    this.spark = spark;
    this.spec = spec;
    this.bundle = bundle;
  }

  /**
   * What was encoded.
   *
   * @param rows in the encodings
   * @param rejects of the input
   */
  public record Encoded(long rows, Rejects rejects) {}

  /**
   * @param input rows with the job's columns
   * @param place where the encodings go; bad rows go to {@code _rejects} in it, which Spark and
   *     others pass over when they read it
   * @return what was encoded
   */
  public Encoded run(InputSpec input, Folder place) {
    Dataset<Row> rows = Input.open(spark, input, spec);
    Dataset<Row> screened =
        Screening.sourceOnly(spec, rows, spec.encode().columns(), bundle.card().source())
            .screen()
            .persist(StorageLevel.MEMORY_AND_DISK());
    Broadcast<Bundle.Parts> parts =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(bundle.parts());
    try {
      Rejects counted = Rejects.count(screened);
      Folder hidden = place.sibling("_" + place.name());
      hidden.delete();
      counted.enforce(spec.data(), screened, place.sibling(place.name() + "-rejects"));
      encode(screened.where(col(Screening.FAULT).isNull()), parts)
          .write()
          .parquet(hidden.path().toString());
      counted.write(screened, spec.data().key(), hidden.folder("_rejects"));
      hidden.publishAs(place);
      return new Encoded(counted.rows() - counted.rejected(), counted);
    } finally {
      parts.destroy();
      screened.unpersist(true);
    }
  }

  private Dataset<Row> encode(Dataset<Row> good, Broadcast<Bundle.Parts> parts) {
    // Text comes back by search, token after token: that is predicting, not encoding.
    boolean withError = spec.autoencoder() && bundle.card().source() instanceof NumberField;
    MapPartitionsFunction<Row, Row> encode =
        rows -> new EncodedRows(rows, parts.value(), withError);
    Dataset<Row> encoded =
        good.select(Screening.KEY, Screening.KEPT, Screening.SOURCE)
            .mapPartitions(encode, Encoders.row(schema(good.schema(), withError)));
    List<Column> columns = new ArrayList<>();
    columns.add(col(Screening.KEY).as(spec.data().key()));
    spec.encode().columns().stream()
        .distinct()
        .forEach(name -> columns.add(col(Screening.KEPT).getField(name).as(name)));
    Columns.OURS.stream()
        .filter(List.of(encoded.columns())::contains)
        .forEach(name -> columns.add(col(name)));
    return encoded.select(columns.toArray(Column[]::new));
  }

  private static StructType schema(StructType good, boolean withError) {
    List<StructField> fields = new ArrayList<>();
    fields.add(good.apply(Screening.KEY));
    fields.add(good.apply(Screening.KEPT));
    fields.add(
        DataTypes.createStructField(
            Columns.CODE, DataTypes.createArrayType(DataTypes.FloatType, false), false));
    fields.add(DataTypes.createStructField(Columns.VERSION, DataTypes.StringType, false));
    if (withError) {
      fields.add(DataTypes.createStructField(Columns.ERROR, DataTypes.FloatType, false));
    }
    return new StructType(fields.toArray(StructField[]::new));
  }
}
