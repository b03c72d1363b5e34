package org.diabolo.model.datasets;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.diabolo.field.TextField;
import org.diabolo.model.Columns;
import org.diabolo.model.Model;
import org.diabolo.model.Output;
import org.diabolo.network.BundleStore;
import org.diabolo.spark.ColumnNames;
import org.diabolo.store.Folder;

/**
 * A trained model over Datasets. What it gives is a Dataset like any other: nothing is computed
 * before it is used, rows stay in their partitions, and the session and its settings stay as they
 * are. Each executor opens the model once. Safe for use by several threads.
 *
 * <p>A row that no row of the model's job may be (null, of another size, empty) ends the Spark job
 * that reads it, with a message that says what was found; {@code diabolo encode} is what puts such
 * rows aside.
 */
public final class DatasetModel {

  private final Model model;
  private final Broadcast<Model> sent;

  private DatasetModel(SparkSession spark, Model model) {
    this.model = model;
    this.sent = JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(model);
  }

  /**
   * Opens the model of a run.
   *
   * @param spark the session of the Datasets
   * @param bundle the folder {@code bundle} of a run, on any file system that Spark reads
   * @return the model
   * @throws org.diabolo.job.BadDataException when there is no bundle, or it is damaged, or of a
   *     format that this version cannot read; nothing that it names has run then
   */
  public static DatasetModel load(SparkSession spark, String bundle) {
    Folder folder = Folder.of(bundle, spark.sparkContext().hadoopConfiguration());
    return of(spark, Model.of(BundleStore.load(folder)));
  }

  /**
   * @param spark the session of the Datasets
   * @param model that was loaded
   * @return the same over Datasets
   */
  public static DatasetModel of(SparkSession spark, Model model) {
    return new DatasetModel(spark, model);
  }

  /**
   * @return the model, for rows that are no Dataset
   */
  public Model model() {
    return model;
  }

  /**
   * @param rows with a column of the source: an array of numbers or an ML vector, binary of an
   *     image's pixels, or string
   * @param column its name
   * @return the rows with the columns {@code code} (array of float), {@code model_version} and
   *     {@code code_space}; a code depends on nothing but its row, to the bit
   * @throws IllegalArgumentException when the column is missing or of another type, or one of the
   *     new columns is there already
   */
  public Dataset<Row> encode(Dataset<Row> rows, String column) {
    String version = model.version();
    String space = model.codeSpace();
    return with(
        rows,
        SourceCells.of(model.source(), rows.schema(), column),
        List.of(
            column(Columns.CODE, array(DataTypes.FloatType)),
            column(Columns.VERSION, DataTypes.StringType),
            column(Columns.SPACE, DataTypes.StringType)),
        (open, cells) ->
            open.encodeAll(cells).stream()
                .map(code -> new Object[] {code, version, space})
                .toList());
  }

  /**
   * @param rows with a column of codes of this model's code space: an array of numbers
   * @param column its name
   * @return the rows with the columns {@code output} (array of double in the target's units, or
   *     string) and, of text, {@code score}, and {@code model_version}
   * @throws IllegalArgumentException when the column is missing or of another type, or one of the
   *     new columns is there already
   * @throws IllegalStateException when the decoder needs more than codes
   */
  public Dataset<Row> decode(Dataset<Row> rows, String column) {
    model.requireCodesAreEnough();
    return with(
        rows,
        SourceCells.codes(rows.schema(), column),
        outputs(),
        (open, cells) ->
            cells(open, open.decodeAll(cells.stream().map(float[].class::cast).toList())));
  }

  /**
   * @param rows with a column of the source, as {@link #encode} takes it
   * @param column its name
   * @return the rows with the columns {@code output} (array of double in the target's units, or
   *     string), of text {@code score}, and {@code model_version}
   * @throws IllegalArgumentException when the column is missing or of another type, or one of the
   *     new columns is there already
   */
  public Dataset<Row> predict(Dataset<Row> rows, String column) {
    return with(
        rows,
        SourceCells.of(model.source(), rows.schema(), column),
        outputs(),
        (open, cells) -> cells(open, open.predictAll(cells)));
  }

  private List<StructField> outputs() {
    StructField version = column(Columns.VERSION, DataTypes.StringType);
    return model.target() instanceof TextField
        ? List.of(
            column(Columns.OUTPUT, DataTypes.StringType),
            column(Columns.SCORE, DataTypes.DoubleType),
            version)
        : List.of(column(Columns.OUTPUT, array(DataTypes.DoubleType)), version);
  }

  private static List<Object[]> cells(Model model, List<Output> outputs) {
    boolean text = model.target() instanceof TextField;
    String version = model.version();
    return outputs.stream()
        .map(
            one ->
                text
                    ? new Object[] {one.value(), one.score(), version}
                    : new Object[] {one.value(), version})
        .toList();
  }

  private Dataset<Row> with(
      Dataset<Row> rows, SourceCells source, List<StructField> added, ModelledRows.Use use) {
    List<String> there = List.of(rows.columns());
    StructType schema = rows.schema();
    for (StructField one : added) {
      if (there.contains(one.name())) {
        throw new IllegalArgumentException(
            "column %s is there already: rename it first".formatted(one.name()));
      }
      schema = schema.add(one);
    }
    Dataset<Row> read =
        rows.select(
            col("*"), source.cell(col(ColumnNames.quoted(source.column()))).as(SourceCells.CELL));
    Broadcast<Model> broadcast = sent;
    MapPartitionsFunction<Row, Row> map =
        some -> new ModelledRows(some, broadcast.value(), source, use);
    return read.mapPartitions(map, Encoders.row(schema));
  }

  private static DataType array(DataType of) {
    return DataTypes.createArrayType(of, /* containsNull= */ false);
  }

  private static StructField column(String name, DataType type) {
    return DataTypes.createStructField(name, type, /* nullable= */ false);
  }
}
