package org.diabolo.rows;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.diabolo.field.Field;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.Format;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.rows.files.MalformedRows;
import org.diabolo.rows.files.MissingColumns;
import org.diabolo.spark.ColumnNames;

/**
 * Judges every row of an input: malformed in its file, null, NaN, infinite or of the wrong length
 * in a field, an empty or too long text, null or repeated in the key. Of several good rows with one
 * key, the one whose content hashes lowest is kept, so the choice does not depend on how Spark
 * happened to read the files.
 *
 * <p>The rows come out partitioned by key and sorted within a partition, in a number of partitions
 * that follows from the input's size alone: what is summed over them in order is the same sum on
 * every cluster.
 */
public final class Screening {
  /** The key, in its own type. */
  public static final String KEY = "key";

  /** A struct of the input columns that were asked to be kept. */
  public static final String KEPT = "kept";

  /** The source's raw cell: bytes, doubles or a string. */
  public static final String SOURCE = "source";

  /** The target's raw cell; absent in an autoencoder. */
  public static final String TARGET = "target";

  /** Why the row cannot be used: a list of structs of reason, column, value; empty if it can. */
  public static final String FAULTS = "faults";

  private static final String MALFORMED = "malformed";
  private static final String HASH = "hash";
  private static final String REST = "rest";
  private static final long BYTES_A_PARTITION = 32L << 20;
  private static final int LEAST_PARTITIONS = 8;
  private static final int MOST_PARTITIONS = 8192;

  private final JobSpec spec;
  private final Dataset<Row> input;
  private final List<String> kept;
  private final List<String> required;
  private final FieldColumns source;
  private final FieldColumns target;

  /**
   * Screens all fields of a job.
   *
   * @param spec the job
   * @param input as it was opened
   * @param kept input columns that go along
   * @param required those of them in which a null is a fault
   * @return the screening
   * @throws InvalidJobException with one line for each column that is missing or of a wrong type
   */
  public static Screening whole(
      JobSpec spec, Dataset<Row> input, List<String> kept, List<String> required) {
    return fitted(spec, input, kept, required, null, null);
  }

  /**
   * Screens all fields of a job once more, when more is known of what they hold: rows can be too
   * long in subwords only after these were learned.
   *
   * @param spec the job
   * @param input as it was opened
   * @param kept input columns that go along
   * @param required those of them in which a null is a fault
   * @param source the fitted source field
   * @param target the fitted target field; null in an autoencoder
   * @return the screening
   */
  public static Screening fitted(
      JobSpec spec,
      Dataset<Row> input,
      List<String> kept,
      List<String> required,
      Field source,
      Field target) {
    return new Screening(
        spec,
        input,
        kept,
        required,
        FieldColumns.of("source", spec.source(), source, input, spec.data().input()),
        spec.autoencoder()
            ? null
            : FieldColumns.of("target", spec.target(), target, input, spec.data().input()));
  }

  /**
   * Screens the source alone; the input need not have the target.
   *
   * @param spec the job
   * @param input as it was opened
   * @param kept input columns that go along
   * @param source the fitted source field; null before it is
   * @return the screening
   * @throws InvalidJobException with one line for each column that is missing or of a wrong type
   */
  public static Screening sourceOnly(
      JobSpec spec, Dataset<Row> input, List<String> kept, Field source) {
    return new Screening(
        spec,
        input,
        kept,
        List.of(),
        FieldColumns.of("source", spec.source(), source, input, spec.data().input()),
        null);
  }

  private Screening(
      JobSpec spec,
      Dataset<Row> input,
      List<String> kept,
      List<String> required,
      FieldColumns source,
      FieldColumns target) {
    this.spec = spec;
    this.input = input;
    this.kept = kept.stream().distinct().toList();
    this.required = required;
    this.source = source;
    this.target = target;
    check();
  }

  private void check() {
    List<String> problems = new ArrayList<>();
    List<String> present = Arrays.asList(input.columns());
    if (!present.contains(spec.data().key())) {
      problems.add(MissingColumns.line("data.key", List.of(spec.data().key()), input.schema()));
    }
    source.check("source", input.schema(), problems);
    if (target != null) {
      target.check("target", input.schema(), problems);
    }
    kept.stream()
        .filter(column -> !present.contains(column))
        .collect(groupingBy(this::keyOf, LinkedHashMap::new, toList()))
        .forEach((key, missing) -> problems.add(MissingColumns.line(key, missing, input.schema())));
    if (!problems.isEmpty()) {
      InputSpec from = spec.data().input();
      throw new InvalidJobException(
          from.saidByData()
              ? problems
              : problems.stream()
                  .map(line -> from.pathKey() + ": " + from.path() + ": " + line)
                  .toList());
    }
  }

  /**
   * Tells what is read otherwise than its type says; for people, once at the start. In CSV all is
   * text, and which columns are numbers is Spark's guess.
   */
  public void warn() {
    if (spec.data().input().format() != Format.CSV) {
      source.warn();
      if (target != null) {
        target.warn();
      }
    }
  }

  private String keyOf(String column) {
    if (required.contains(column)) {
      return "data.split";
    }
    if (spec.encode().columns().contains(column)) {
      return "encode.columns";
    }
    return spec.prediction().columns().contains(column) ? "predict.columns" : "evaluate.by";
  }

  /**
   * Judges the rows. A vector whose size nobody stated must have the most frequent one.
   *
   * @return columns {@link #KEY}, {@link #KEPT}, {@link #SOURCE}, {@link #TARGET}, {@link #FAULTS}
   * @throws BadDataException when no row has any numbers in a vector of unstated size
   */
  public Dataset<Row> screen() {
    return screen(partitions());
  }

  /**
   * @param partitions that the rows come out in
   */
  Dataset<Row> screen(int partitions) {
    return withDuplicates(judgedAlone(), partitions);
  }

  /**
   * Judges the rows without moving them.
   *
   * @return the judged rows
   * @throws BadDataException when no row has any numbers in a vector of unstated size
   */
  public InPlaceScreening inPlace() {
    Column text = CellText.of(input, spec.data().key());
    return InPlaceScreening.of(this, input, text, spec.data().input());
  }

  /** All but whether keys are repeated. */
  Dataset<Row> judged() {
    return judgedAlone().drop(HASH, REST);
  }

  /**
   * @param some rows of the input
   */
  Screening over(Dataset<Row> some) {
    return new Screening(spec, some, kept, required, source, target);
  }

  private Column key() {
    return col(ColumnNames.quoted(spec.data().key()));
  }

  private Dataset<Row> judgedAlone() {
    Column key = key();
    List<Column> columns = new ArrayList<>();
    List<Column> faults = new ArrayList<>();
    columns.add(key.as(KEY));
    columns.add(
        kept.isEmpty()
            ? lit(null).cast("string").as(KEPT)
            : struct(kept.stream().map(name -> copied(name).as(name)).toArray(Column[]::new))
                .as(KEPT));
    columns.add(source.judged().as(SOURCE));
    if (target != null) {
      columns.add(target.judged().as(TARGET));
    }
    faults.add(Fault.when(key.isNull(), "null key", spec.data().key(), noText()));
    for (String column : required) {
      Column isNull = col(ColumnNames.quoted(column)).isNull();
      faults.add(Fault.when(isNull, "null", column, noText()));
    }
    columns.add(Fault.all(faults).as(FAULTS));
    columns.add(malformed().as(MALFORMED));
    columns.add(hash(content()).as(HASH));
    columns.add(hash(rest()).as(REST));
    return unfold(input.select(columns.toArray(Column[]::new)));
  }

  /** All other columns of such a row are null, and say nothing. */
  private Column malformed() {
    if (!Arrays.asList(input.columns()).contains(MalformedRows.COLUMN)) {
      return lit(null).cast("string");
    }
    return col(MalformedRows.COLUMN);
  }

  /**
   * @return whether a screened row can be used
   */
  public static Column isGood() {
    return size(col(FAULTS)).equalTo(0);
  }

  private Column copied(String name) {
    return (target != null && target.columns().contains(name) ? target : source).copied(name);
  }

  private static Column noText() {
    return lit(null).cast("string");
  }

  /** Judged cells to cells and faults; in a step of its own, so that each is judged once. */
  private Dataset<Row> unfold(Dataset<Row> judged) {
    List<Column> columns = new ArrayList<>(List.of(col(KEY), col(KEPT)));
    List<Column> faults = new ArrayList<>(List.of(col(FAULTS)));
    for (String side : target == null ? List.of(SOURCE) : List.of(SOURCE, TARGET)) {
      columns.add(col(side + ".cell").as(side));
      faults.add(col(side + ".fault"));
    }
    columns.add(
        when(col(MALFORMED).isNotNull(), Fault.list("malformed row", null, col(MALFORMED)))
            .otherwise(Fault.all(faults))
            .as(FAULTS));
    columns.add(col(HASH));
    columns.add(col(REST));
    return judged.select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> withDuplicates(Dataset<Row> judged, int partitions) {
    Column repeated = col("turn").gt(1).and(isGood());
    Column text = CellText.of(judged, KEY);
    Column duplicate = Fault.list("duplicate key", spec.data().key(), text);
    return judged
        .repartition(partitions, text)
        .withColumn(
            "turn",
            row_number()
                .over(Window.partitionBy(text).orderBy(not(isGood()), col(HASH), col(REST))))
        .withColumn(FAULTS, when(repeated, duplicate).otherwise(col(FAULTS)))
        .drop("turn", HASH, REST);
  }

  /**
   * What a row is to the model, whatever is screened and whatever else is copied: each command
   * keeps the same row.
   */
  private Set<String> content() {
    Set<String> named = new LinkedHashSet<>(spec.source().columns());
    if (!spec.autoencoder()) {
      named.addAll(spec.target().columns());
    }
    named.add(spec.data().split().by());
    named.add(spec.data().split().column());
    return named;
  }

  /** What is only copied or counted by: it decides between rows that are the same to the model. */
  private Set<String> rest() {
    Set<String> named = new LinkedHashSet<>(spec.encode().columns());
    named.addAll(spec.prediction().columns());
    named.add(spec.evaluate().by());
    return named;
  }

  private Column hash(Set<String> named) {
    Column[] columns =
        named.stream()
            .filter(Arrays.asList(input.columns())::contains)
            // Maps have no order, so Spark does not hash them.
            .filter(name -> !input.schema().apply(name).dataType().catalogString().contains("map<"))
            .map(name -> col(ColumnNames.quoted(name)))
            .toArray(Column[]::new);
    return columns.length == 0 ? lit(0L) : xxhash64(columns);
  }

  /**
   * @return as many as follow from the input's size, from 8 to 8192
   */
  int partitions() {
    var bytes = input.queryExecution().optimizedPlan().stats().sizeInBytes();
    long wanted = bytes.bigInteger().longValue() / BYTES_A_PARTITION;
    return (int) Math.max(LEAST_PARTITIONS, Math.min(MOST_PARTITIONS, wanted));
  }
}
