package org.diabolo.prepare;

import static org.apache.spark.sql.functions.col;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec;

/** Whether the values that a job calls test are there at all: a wrong one would test nothing. */
final class SplitValues {
  private static final int TOLD = 5;

  private SplitValues() {}

  /**
   * @param screened rows, good and bad, which kept the split's columns
   * @throws BadDataException when no row has one of the values, with those that are there
   */
  static void require(DataSpec data, Dataset<Row> screened) {
    if (data.split().column() == null) {
      return;
    }
    Dataset<Row> values = screened.select(Kept.text(screened, data.split().column()).as("value"));
    List<String> wanted = data.split().testValues();
    Set<String> missing = new TreeSet<>(wanted);
    values
        .where(col("value").isin(wanted.toArray()))
        .distinct()
        .collectAsList()
        .forEach(row -> missing.remove(row.getString(0)));
    if (!missing.isEmpty()) {
      throw new BadDataException(
          "data.split.test: no row has "
              + quoted(missing)
              + " in "
              + data.split().column()
              + ", where there is "
              + there(values));
    }
  }

  /** The most frequent ones. */
  private static String there(Dataset<Row> values) {
    Column value = col("value");
    List<String> found =
        values
            .where(value.isNotNull())
            .groupBy(value)
            .count()
            .orderBy(col("count").desc(), value)
            .takeAsList(TOLD + 1)
            .stream()
            .map(row -> row.getString(0))
            .toList();
    if (found.isEmpty()) {
      return "nothing";
    }
    return quoted(found.subList(0, Math.min(TOLD, found.size())))
        + (found.size() > TOLD ? " and more" : "");
  }

  private static String quoted(Collection<String> values) {
    return values.stream().map(value -> '"' + value + '"').collect(Collectors.joining(", "));
  }
}
