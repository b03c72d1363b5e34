package org.diabolo.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.rows.files.NoRows;
import org.diabolo.store.Folder;
import org.diabolo.store.Output;
import org.diabolo.store.Publication;

/**
 * How many rows an input has and why some of them cannot be used.
 *
 * @param rows of the input
 * @param reasons most frequent first
 */
public record Rejects(long rows, List<Reason> reasons) {
  private static final int NAMED = 5;

  /**
   * @param reason in words
   * @param count of rows
   */
  public record Reason(String reason, long count) {}

  /**
   * Counts the rows of a screened dataset.
   *
   * @param screened rows with their {@link Screening#FAULTS}, good ones among them
   * @return all of them, and the reasons of the bad ones
   */
  public static Rejects count(Dataset<Row> screened) {
    List<Row> counts = counts(screened);
    return new Rejects(counts.stream().mapToLong(row -> row.getLong(1)).sum(), reasons(counts));
  }

  /**
   * Counts bad rows where it is known how many rows there are.
   *
   * @param rows of the input
   * @param bad rows with their {@link Screening#FAULTS}
   * @return so many rows, and the reasons of the bad ones
   */
  public static Rejects among(long rows, Dataset<Row> bad) {
    return new Rejects(rows, reasons(counts(bad)));
  }

  private static List<Row> counts(Dataset<Row> screened) {
    return screened
        .groupBy(Fault.reason(col(Screening.FAULTS)).as("reason"))
        .count()
        .collectAsList();
  }

  private static List<Reason> reasons(List<Row> counts) {
    return counts.stream()
        .filter(row -> !row.getString(0).isEmpty())
        .map(row -> new Reason(row.getString(0), row.getLong(1)))
        .sorted(Comparator.comparingLong(Reason::count).reversed().thenComparing(Reason::reason))
        .toList();
  }

  /**
   * @return rows that cannot be used
   */
  @JsonProperty
  public long rejected() {
    return reasons.stream().mapToLong(Reason::count).sum();
  }

  /**
   * Writes the bad rows: the key under its own name, reason, column, value. Nothing is there
   * afterwards when there are none.
   *
   * @param screened dataset that was counted
   * @param key the key's name in the input
   * @param place where they go, a folder of ours; replaced when it exists
   */
  public void write(Dataset<Row> screened, String key, Folder place) {
    if (rejected() == 0) {
      Publication.remove(place, Publication.SUCCESS);
    } else {
      write(screened, key, Output.ofRun(place));
    }
  }

  private static void write(Dataset<Row> screened, String key, Output output) {
    try (Publication publication = output.begin()) {
      publication.parquet(
          screened
              .where(not(Screening.isGood()))
              .select(
                  col(Screening.KEY).as(key),
                  Fault.reason(col(Screening.FAULTS)).as("reason"),
                  Fault.column(col(Screening.FAULTS)).as("column"),
                  Fault.value(col(Screening.FAULTS)).as("value"))
              .repartition(1)
              .write());
      publication.publish();
    }
  }

  /**
   * @param spec what the job allows
   * @param input that was screened
   * @param screened dataset that was counted
   * @param output where the bad rows are written before the job is stopped for them
   * @throws BadDataException when there are no rows, or more bad ones than the job allows
   */
  public void enforce(JobSpec spec, Dataset<Row> input, Dataset<Row> screened, Output output) {
    DataSpec data = spec.data();
    if (rows == 0) {
      throw NoRows.of(data.input());
    }
    if (rejected() <= data.maxRejects() * rows) {
      return;
    }
    write(screened, data.key(), output);
    throw new BadDataException(
        cannotBeUsed()
            + ", data.max_rejects allows "
            + data.maxRejects()
            + "; they are in "
            + output.place()
            + "; "
            + WorstColumns.of(spec, input, screened, this));
  }

  /**
   * @param spec the job
   * @param input that was screened
   * @param screened dataset that was counted
   * @throws BadDataException when no row can be used, however many bad ones the job allows
   */
  public void requireSome(JobSpec spec, Dataset<Row> input, Dataset<Row> screened) {
    if (rejected() == rows) {
      throw new BadDataException(
          cannotBeUsed() + "; " + WorstColumns.of(spec, input, screened, this));
    }
  }

  private String cannotBeUsed() {
    return rejected()
        + " of "
        + rows
        + " rows cannot be used ("
        + reasons.stream()
            .limit(NAMED)
            .map(reason -> reason.count() + " " + reason.reason())
            .collect(Collectors.joining(", "))
        + ")";
  }
}
