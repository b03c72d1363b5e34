package org.diabolo.encode;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.job.BadDataException;
import org.diabolo.model.Columns;
import org.diabolo.network.Bundle;

/**
 * Which models codes are by, and of which code spaces. Rows of older versions do not tell their
 * space: it is that of the model alone that made them.
 *
 * @param reader the model that is to read the codes
 */
record Origins(Bundle.Card reader) {
  private static final int VERSION = 0;
  private static final int SPACE = 1;

  /**
   * @param encodings whose codes are to be read
   * @return what is to be known of them, a line for each other model of the reader's space
   * @throws BadDataException when some are of another space
   */
  List<String> warnings(Dataset<Row> encodings) {
    List<Row> others = others(encodings);
    for (Row other : others) {
      if (!reader.codeSpace().equals(other.getString(SPACE))) {
        throw new BadDataException(refusal(other));
      }
    }
    return others.stream().map(this::warning).toList();
  }

  /** Version and space of those that are not the reader's own, in order. */
  private List<Row> others(Dataset<Row> encodings) {
    List<String> present = List.of(encodings.columns());
    Column none = lit(null).cast("string");
    Column version = present.contains(Columns.VERSION) ? col(Columns.VERSION).cast("string") : none;
    Column told = present.contains(Columns.SPACE) ? col(Columns.SPACE).cast("string") : none;
    Column own = version.equalTo(reader.version());
    Column space = coalesce(told, when(own, lit(reader.codeSpace())).otherwise(version));
    return encodings
        .select(version.as(Columns.VERSION), space.as(Columns.SPACE))
        .where(col(Columns.SPACE).isNotNull())
        .where(
            col(Columns.VERSION)
                .notEqual(reader.version())
                .or(col(Columns.SPACE).notEqual(reader.codeSpace())))
        .distinct()
        .sort(Columns.SPACE, Columns.VERSION)
        .collectAsList();
  }

  private String refusal(Row other) {
    String version = other.getString(VERSION);
    return "the encodings hold codes of code space %s%s, and model %s is of code space %s: its decoder"
            .formatted(
                other.getString(SPACE),
                version == null ? "" : " (by model " + version + ")",
                reader.version(),
                reader.codeSpace())
        + " cannot read them; decode them with a model of their space"
        + (version == null
            ? ""
            : " (--run-id " + version.substring(version.lastIndexOf('/') + 1) + ")")
        + ", or encode their rows again with this one";
  }

  private String warning(Row other) {
    return "codes by model %s are decoded by %s: both are of code space %s, so what comes back is near"
            .formatted(other.getString(VERSION), reader.version(), reader.codeSpace())
        + " to what the other's decoder would give, and not the same";
  }
}
