package org.diabolo.rows;

import static org.apache.spark.sql.functions.col;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec;

/**
 * How many rows an input has and why some of them cannot be used.
 *
 * @param total rows of the input
 * @param reasons most frequent first
 */
public record Rejects(long total, List<Reason> reasons) {
  private static final int NAMED = 5;

  /**
   * @param reason in words
   * @param count of rows
   */
  public record Reason(String reason, long count) {}

  /** Counts the rows of a screened dataset. */
  public static Rejects count(Dataset<Row> screened) {
    List<Row> counts =
        screened.groupBy(col(Screening.FAULT + ".reason").as("reason")).count().collectAsList();
    long total = counts.stream().mapToLong(row -> row.getLong(1)).sum();
    List<Reason> reasons =
        counts.stream()
            .filter(row -> !row.isNullAt(0))
            .map(row -> new Reason(row.getString(0), row.getLong(1)))
            .sorted(
                Comparator.comparingLong(Reason::count).reversed().thenComparing(Reason::reason))
            .toList();
    return new Rejects(total, reasons);
  }

  /** The bad rows of a screened dataset: the key under its own name, reason, column, value. */
  public static Dataset<Row> of(Dataset<Row> screened, String key) {
    return screened
        .where(col(Screening.FAULT).isNotNull())
        .select(
            col(Screening.KEY).as(key),
            col(Screening.FAULT + ".reason"),
            col(Screening.FAULT + ".column"),
            col(Screening.FAULT + ".value"));
  }

  /**
   * @return rows that cannot be used
   */
  public long rejected() {
    return reasons.stream().mapToLong(Reason::count).sum();
  }

  /**
   * @param data what the job allows
   * @param where the rejects were written
   * @throws BadDataException when there are no rows, or more bad ones than the job allows
   */
  public void enforce(DataSpec data, String where) {
    if (total == 0) {
      throw new BadDataException("data.input.path: " + data.input().path() + " has no rows");
    }
    if (rejected() > data.maxRejects() * total) {
      String named =
          reasons.stream()
              .limit(NAMED)
              .map(reason -> reason.count() + " " + reason.reason())
              .collect(Collectors.joining(", "));
      throw new BadDataException(
          rejected()
              + " of "
              + total
              + " rows cannot be used ("
              + named
              + "), data.max_rejects allows "
              + data.maxRejects()
              + "; they are in "
              + where);
    }
  }
}
