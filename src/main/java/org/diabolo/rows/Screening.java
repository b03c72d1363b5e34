package org.diabolo.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.BadDataException;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.FieldSpec.VectorSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;

/**
 * Judges every row of an input: null, NaN, infinite or of the wrong length in a field, null or
 * repeated in the key. Of several good rows with one key, the one whose content hashes lowest is
 * kept, so the choice does not depend on how Spark happened to read the files.
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

  /** The source's raw cell: bytes or doubles. */
  public static final String SOURCE = "source";

  /** The target's raw cell; absent in an autoencoder. */
  public static final String TARGET = "target";

  /** Why the row cannot be used: a struct of reason, column, value; null for a good row. */
  public static final String FAULT = "fault";

  private static final long BYTES_A_PARTITION = 32L << 20;
  private static final int LEAST_PARTITIONS = 8;
  private static final int MOST_PARTITIONS = 8192;

  private final JobSpec spec;
  private final Dataset<Row> input;
  private final List<String> kept;
  private final List<String> required;
  private final FieldSpec target;

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
    return new Screening(spec, input, kept, required, spec.target());
  }

  /**
   * Screens the source alone; the input need not have the target.
   *
   * @param spec the job
   * @param input as it was opened
   * @param kept input columns that go along
   * @return the screening
   * @throws InvalidJobException with one line for each column that is missing or of a wrong type
   */
  public static Screening sourceOnly(JobSpec spec, Dataset<Row> input, List<String> kept) {
    return new Screening(spec, input, kept, List.of(), null);
  }

  private Screening(
      JobSpec spec,
      Dataset<Row> input,
      List<String> kept,
      List<String> required,
      FieldSpec target) {
    this.spec = spec;
    this.input = input;
    this.kept = kept.stream().distinct().toList();
    this.required = required;
    this.target = target;
    check();
  }

  private void check() {
    List<String> problems = new ArrayList<>();
    List<String> present = Arrays.asList(input.columns());
    if (!present.contains(spec.data().key())) {
      problems.add(missing("data.key", spec.data().key(), input.schema()));
    }
    source().check("source", problems);
    if (target != null) {
      target().check("target", problems);
    }
    for (String column : kept) {
      if (!present.contains(column)) {
        String key = required.contains(column) ? "data.split" : "encode.columns";
        problems.add(missing(key, column, input.schema()));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidJobException(problems);
    }
  }

  static String missing(String key, String column, StructType schema) {
    return key
        + ": there is no column "
        + column
        + " in the input, allowed: "
        + String.join(", ", schema.fieldNames());
  }

  private FieldColumns source() {
    return new FieldColumns(spec.source(), input.schema());
  }

  private FieldColumns target() {
    return new FieldColumns(target, input.schema());
  }

  /**
   * @return numbers in the source field: as the job says, or the most frequent length in the input
   * @throws BadDataException when no row has any
   */
  public int sourceSize() {
    return size("source", spec.source(), source());
  }

  /**
   * @return numbers in the target field, as {@link #sourceSize}
   */
  public int targetSize() {
    return size("target", target, target());
  }

  private int size(String key, FieldSpec field, FieldColumns columns) {
    if (field instanceof FieldSpec.ImageSpec image) {
      return Math.multiplyExact(
          Math.multiplyExact(image.height(), image.width()), image.channels());
    }
    int stated = ((VectorSpec) field).size();
    if (stated > 0) {
      return stated;
    }
    List<Row> lengths =
        input
            .select(columns.rawLength().as("length"))
            .where("length > 0")
            .groupBy("length")
            .count()
            .orderBy(col("count").desc(), col("length"))
            .takeAsList(1);
    if (lengths.isEmpty()) {
      throw new BadDataException(
          key + "." + "column: no row of the input has any numbers in " + field.columns());
    }
    return lengths.get(0).getInt(0);
  }

  /**
   * @param sourceSize numbers that a source cell must have
   * @param targetSize numbers that a target cell must have; not used in an autoencoder
   * @return columns {@link #KEY}, {@link #KEPT}, {@link #SOURCE}, {@link #TARGET}, {@link #FAULT}
   */
  public Dataset<Row> screen(int sourceSize, int targetSize) {
    Column key = col(Names.quoted(spec.data().key()));
    Column fault =
        when(key.isNull(), Fault.of("null key", spec.data().key(), lit(null).cast("string")));
    Column cells = source().fault(sourceSize);
    if (target != null) {
      cells = functions.coalesce(cells, target().fault(targetSize));
    }
    for (String column : required) {
      Column isNull = col(Names.quoted(column)).isNull();
      cells =
          functions.coalesce(
              cells, when(isNull, Fault.of("null", column, lit(null).cast("string"))));
    }
    List<Column> columns = new ArrayList<>();
    columns.add(key.as(KEY));
    columns.add(
        kept.isEmpty()
            ? lit(null).cast("string").as(KEPT)
            : struct(kept.stream().map(name -> col(Names.quoted(name))).toArray(Column[]::new))
                .as(KEPT));
    columns.add(source().raw().as(SOURCE));
    if (target != null) {
      columns.add(target().raw().as(TARGET));
    }
    columns.add(functions.coalesce(fault, cells).as(FAULT));
    columns.add(contentHash().as("hash"));
    return withDuplicates(input.select(columns.toArray(Column[]::new)));
  }

  private Dataset<Row> withDuplicates(Dataset<Row> judged) {
    Column repeated = col("turn").gt(1).and(col(FAULT).isNull());
    Column duplicate = Fault.of("duplicate key", spec.data().key(), col(KEY).cast("string"));
    return judged
        .repartition(partitions(), col(KEY).cast("string"))
        .withColumn(
            "turn",
            row_number()
                .over(
                    Window.partitionBy(col(KEY).cast("string"))
                        .orderBy(col(FAULT).isNotNull(), col("hash"))))
        .withColumn(FAULT, when(repeated, duplicate).otherwise(col(FAULT)))
        .drop("turn", "hash");
  }

  /** Over all columns that the job names, whatever is screened: each command keeps the same row. */
  private Column contentHash() {
    Set<String> named = new LinkedHashSet<>(spec.source().columns());
    if (!spec.autoencoder()) {
      named.addAll(spec.target().columns());
    }
    named.addAll(spec.encode().columns());
    named.add(spec.data().split().by());
    named.add(spec.data().split().column());
    return xxhash64(
        named.stream()
            .filter(Arrays.asList(input.columns())::contains)
            // Maps have no order, so Spark does not hash them.
            .filter(name -> !input.schema().apply(name).dataType().catalogString().contains("map<"))
            .map(name -> col(Names.quoted(name)))
            .toArray(Column[]::new));
  }

  private int partitions() {
    var bytes = input.queryExecution().optimizedPlan().stats().sizeInBytes();
    long wanted = bytes.bigInteger().longValue() / BYTES_A_PARTITION;
    return (int) Math.max(LEAST_PARTITIONS, Math.min(MOST_PARTITIONS, wanted));
  }
}
