package org.diabolo.encode;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.diabolo.engine.select.OpenNetwork;
import org.diabolo.field.NumberField;
import org.diabolo.job.BadDataException;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.FieldSpec.VectorSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.PredictSpec;
import org.diabolo.model.Columns;
import org.diabolo.network.Bundle;
import org.diabolo.network.Port;
import org.diabolo.spark.ColumnNames;

/**
 * Codes back to rows, by the decoder alone. An image comes back as {@code array<double>} of 0 to
 * 255, a vector as {@code array<double>}, several numeric columns as doubles under their names;
 * none of it is rounded. Text is searched for as in predicting.
 */
public final class Decoding {
  private static final String DECODED = "decoded";

  private final SparkSession spark;
  private final JobSpec spec;
  private final Bundle bundle;

  /**
   * @param spark to run on
   * @param spec the job, for the names of the columns
   * @param bundle a model of the codes' space
   */
  public Decoding(SparkSession spark, JobSpec spec, Bundle bundle) {
    this.spark = spark;
    this.spec = spec;
    this.bundle = bundle;
  }

  /**
   * Decodes and has the rows used; only meanwhile do executors hold the model.
   *
   * @param encodings as {@link Encoding} wrote them
   * @param use given the decoded columns, and beside them the key and all other columns of the
   *     encodings but code, error, version and code space
   * @return what is to be known of the codes, a line each: that they are by another model of the
   *     same code space
   * @throws BadDataException when these are no encodings of this model's code space
   * @throws InvalidJobException when codes alone are not enough for the model's decoder
   */
  public List<String> decode(Dataset<Row> encodings, Consumer<Dataset<Row>> use) {
    checkModel();
    List<String> warnings = check(encodings);
    Broadcast<Bundle.Parts> parts =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(bundle.parts());
    try {
      use.accept(decoded(encodings, parts));
    } finally {
      parts.destroy();
    }
    return warnings;
  }

  private Dataset<Row> decoded(Dataset<Row> encodings, Broadcast<Bundle.Parts> parts) {
    FieldSpec decoded = spec.autoencoder() ? spec.source() : spec.target();
    List<String> carried =
        Arrays.stream(encodings.columns())
            .filter(
                name ->
                    !Columns.OURS.contains(name)
                        && !name.equals(Columns.CONTENT)
                        && !decoded.columns().contains(name))
            .toList();
    Dataset<Row> codes =
        encodings.select(
            carriedStruct(carried).as("carried"),
            col(Columns.CODE).cast("array<float>").as(Columns.CODE));
    PredictSpec search = spec.prediction();
    MapPartitionsFunction<Row, Row> decode = rows -> new DecodedRows(rows, parts.value(), search);
    StructType schema =
        new StructType(
            new StructField[] {
              codes.schema().apply("carried"), DataTypes.createStructField(DECODED, type(), false)
            });
    List<Column> columns = new ArrayList<>();
    carried.forEach(name -> columns.add(col("carried").getField(name).as(name)));
    columns.addAll(decodedColumns(decoded));
    return codes.mapPartitions(decode, Encoders.row(schema)).select(columns.toArray(Column[]::new));
  }

  private DataType type() {
    return bundle.card().decoded() instanceof NumberField
        ? DataTypes.createArrayType(DataTypes.DoubleType, false)
        : DataTypes.StringType;
  }

  private static Column carriedStruct(List<String> names) {
    return struct(names.stream().map(name -> col(ColumnNames.quoted(name))).toArray(Column[]::new));
  }

  private static List<Column> decodedColumns(FieldSpec decoded) {
    if (decoded instanceof VectorSpec vector && vector.column() == null) {
      List<Column> columns = new ArrayList<>();
      for (String name : vector.columns()) {
        columns.add(col(DECODED).getItem(columns.size()).as(name));
      }
      return columns;
    }
    return List.of(col(DECODED).as(decoded.columns().get(0)));
  }

  private void checkModel() {
    if (OpenNetwork.of(bundle.decoder()).inputs().contains(Port.MEMORY)) {
      throw new InvalidJobException(
          "decoder.attention: this decoder attends to what the encoder remembers of every step of"
              + " the source, and codes do not hold that; allowed: a model without attention, or"
              + " predict, which starts from the sources");
    }
  }

  /**
   * @param rows of any columns
   * @return whether there is a column of codes
   */
  public static boolean hasCodes(Dataset<Row> rows) {
    return List.of(rows.columns()).contains(Columns.CODE)
        && rows.schema().apply(Columns.CODE).dataType() instanceof ArrayType;
  }

  private List<String> check(Dataset<Row> encodings) {
    if (!hasCodes(encodings)) {
      throw new BadDataException(
          "not encodings: there is no column code that is an array of numbers");
    }
    List<String> warnings = new Origins(bundle.card()).warnings(encodings);
    long wrong =
        encodings
            .where(
                size(col(Columns.CODE))
                    .notEqual(bundle.card().code())
                    .or(exists(col(Columns.CODE), Column::isNull)))
            .count();
    if (wrong > 0) {
      throw new BadDataException(
          wrong + " codes are not of the " + bundle.card().code() + " numbers that the model has");
    }
    return warnings;
  }
}
