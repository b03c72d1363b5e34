package org.diabolo.corpus;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.diabolo.batch.Example;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.UnavailableException;
import org.diabolo.rows.files.ReadFailure;
import org.diabolo.spark.InternalRows;
import org.diabolo.store.StoreFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A corpus that is read and, in the same reading, compared with what was written: first its list of
 * files, then, by {@link #require}, the sums of the rows that came by. A corpus of an older version
 * has neither, and is read as it is.
 */
public final class CorpusReading {
  private static final Logger LOG = LoggerFactory.getLogger(CorpusReading.class);

  private final SparkSession spark;
  private final PreparedCorpus corpus;
  private final List<Read> reads = new ArrayList<>();

  /** What is known of one use of a split. */
  private record Read(Split split, int partitions, RowSums sums, boolean texts) {}

  /**
   * @param spark to run on
   * @param corpus to read
   * @throws BadDataException when files are missing, have another length, or are too many
   */
  CorpusReading(SparkSession spark, PreparedCorpus corpus) {
    this.spark = spark;
    this.corpus = corpus;
    if (corpus.card().sums() == null) {
      LOG.info(
          "{} was prepared by an older version: whether rows are missing cannot be told",
          corpus.folder());
    } else {
      Damage.amongFiles(spark, corpus).ifPresent(Damage::complain);
    }
  }

  /**
   * @param split wanted
   * @return its rows, in no particular order
   */
  public JavaRDD<Example> examples(Split split) {
    if (corpus.rows(split) == 0) {
      return JavaSparkContext.fromSparkContext(spark.sparkContext()).emptyRDD();
    }
    boolean autoencoder = corpus.card().target() == null;
    Dataset<Row> rows =
        autoencoder
            ? corpus.table(spark, split).select(CorpusColumns.KEY, CorpusColumns.SOURCE)
            : corpus
                .table(spark, split)
                .select(CorpusColumns.KEY, CorpusColumns.SOURCE, CorpusColumns.TARGET);
    return summed(split, rows, /* texts= */ false)
        .map(
            row -> {
              float[] source = row.getArray(1).toFloatArray();
              float[] target = autoencoder ? source : row.getArray(2).toFloatArray();
              return new Example(row.getUTF8String(0).toString(), source, target);
            });
  }

  /**
   * @param split wanted, of a corpus whose source is text
   * @return its rows with their texts, in no particular order
   */
  public JavaRDD<RowWithText> texts(Split split) {
    Dataset<Row> rows = corpus.table(spark, split);
    int key = rows.schema().fieldIndex(CorpusColumns.KEY);
    int source = rows.schema().fieldIndex(CorpusColumns.SOURCE);
    int text = rows.schema().fieldIndex(CorpusColumns.SOURCE_TEXT);
    int target =
        corpus.card().target() == null ? source : rows.schema().fieldIndex(CorpusColumns.TARGET);
    return summed(split, rows, /* texts= */ true)
        .map(
            row -> {
              float[] numbers = row.getArray(source).toFloatArray();
              return new RowWithText(
                  new Example(
                      row.getUTF8String(key).toString(),
                      numbers,
                      target == source ? numbers : row.getArray(target).toFloatArray()),
                  row.getUTF8String(text).toString());
            });
  }

  /**
   * @param split wanted
   * @return its rows with all columns that the corpus has, in no particular order
   */
  public Dataset<Row> table(Split split) {
    Dataset<Row> rows = corpus.table(spark, split);
    return InternalRows.dataset(spark, summed(split, rows, /* texts= */ true), rows.schema());
  }

  private JavaRDD<InternalRow> summed(Split split, Dataset<Row> rows, boolean texts) {
    RowSums sums = RowSums.on(spark);
    StructType schema = rows.schema();
    JavaRDD<InternalRow> summed =
        InternalRows.of(rows)
            .mapPartitionsWithIndex(
                (partition, all) -> SummedRows.of(all, schema, split, partition, sums), true);
    reads.add(new Read(split, summed.getNumPartitions(), sums, texts));
    return summed;
  }

  /**
   * Compares all that was read to its end so far.
   *
   * @throws BadDataException when rows of a split are missing, too many or other ones
   */
  public void require() {
    if (corpus.card().sums() == null) {
      return;
    }
    for (Read read : reads) {
      if (read.partitions > 0 && read.sums.partitions() == read.partitions) {
        RowSum found = read.sums.splits().get(read.split.label());
        RowSum expected = corpus.sum(read.split);
        boolean same = found.equals(read.texts ? expected : expected.withoutTexts());
        if (!same || !read.sums.steady()) {
          Damage.amongRows(corpus, read.split, found).complain();
        }
      }
    }
  }

  /**
   * Reads every row of every split, for nothing else.
   *
   * @throws BadDataException when the corpus is damaged
   */
  public void all() {
    during(
        () -> {
          corpus.card().rows().keySet().stream()
              .map(label -> Split.valueOf(label.toUpperCase(Locale.ROOT)))
              .forEach(split -> summed(split, corpus.table(spark, split), true).count());
          return null;
        });
    require();
  }

  /**
   * Does work that reads through this.
   *
   * @param <T> what the work gives
   * @param work to do
   * @return what it gave
   * @throws BadDataException when it failed because a file of the corpus cannot be read
   */
  public <T> T during(Supplier<T> work) {
    try {
      return work.get();
    } catch (BadDataException | InvalidJobException | UnavailableException e) {
      throw e;
    } catch (Exception e) {
      // A store that is away, or tasks that died, say nothing of the corpus.
      if (!StoreFailure.isOfStore(e) && !ReadFailure.isOfTasks(e)) {
        damage(e).ifPresent(Damage::complain);
      }
      throw e;
    }
  }

  private Optional<Damage> damage(Exception failure) {
    try {
      return Damage.inFile(spark, corpus, failure);
    } catch (UncheckedIOException e) {
      // The file system is gone, which is what the failure itself tells.
      failure.addSuppressed(e);
      return Optional.empty();
    }
  }
}
