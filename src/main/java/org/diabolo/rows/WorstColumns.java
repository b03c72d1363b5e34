package org.diabolo.rows;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.FieldSpec.VectorSpec;
import org.diabolo.job.JobSpec;

/** Which columns are to blame for most of an input's bad rows, and what can be done. */
public final class WorstColumns {
  private static final int TOLD = 5;

  private final JobSpec spec;
  private final StructType schema;
  private final Rejects counted;
  private final List<String> told = new ArrayList<>();
  private final List<String> hopeless = new ArrayList<>();
  private boolean droppable;

  private WorstColumns(JobSpec spec, StructType schema, Rejects counted) {
    this.spec = spec;
    this.schema = schema;
    this.counted = counted;
  }

  /**
   * @param input that was screened
   * @param screened rows, of which bad ones are looked at
   * @return a sentence
   */
  static String of(JobSpec spec, Dataset<Row> input, Dataset<Row> screened, Rejects counted) {
    WorstColumns worst = new WorstColumns(spec, input.schema(), counted);
    counts(screened, TOLD).forEach(worst::add);
    return worst.sentence();
  }

  /**
   * @param screened rows, of which bad ones are looked at
   * @param most columns that are told
   * @return how many bad rows each of the worst columns has, the worst first
   */
  public static Map<String, Long> counts(Dataset<Row> screened, int most) {
    Map<String, Long> counts = new LinkedHashMap<>();
    screened
        .select(explode(array_distinct(col(Screening.FAULTS + ".column"))).as("column"))
        .where(col("column").isNotNull())
        .groupBy("column")
        .count()
        .orderBy(col("count").desc(), col("column"))
        .takeAsList(most)
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }

  private void add(String column, long bad) {
    boolean all = bad == counted.rows();
    String type =
        List.of(schema.fieldNames()).contains(column)
            ? ", of type " + schema.apply(column).dataType().simpleString()
            : "";
    told.add(column + " (" + (all ? "all rows" : bad + (bad == 1 ? " row" : " rows")) + type + ")");
    if (all) {
      hopeless.add(column);
    }
    droppable |= isListed(column);
  }

  private boolean isListed(String column) {
    return Stream.of(spec.source(), spec.decoded())
        .anyMatch(
            field ->
                field instanceof VectorSpec vector
                    && vector.column() == null
                    && vector.columns().size() > 1
                    && vector.columns().contains(column));
  }

  private String sentence() {
    List<String> ways = new ArrayList<>();
    if (counted.rejected() < counted.rows()) {
      double share = Math.ceil(1000.0 * counted.rejected() / counted.rows()) / 1000;
      ways.add(String.format(Locale.ROOT, "set data.max_rejects to %s or more", share));
    }
    if (droppable) {
      ways.add("leave the worst out of the list of columns");
    }
    ways.add("mend the rows");
    return (told.isEmpty() ? "" : "the worst columns are " + String.join(", ", told) + "; ")
        + (hopeless.isEmpty()
            ? ""
            : "no value of " + String.join(", ", hopeless) + " is any good; ")
        + String.join(", or ", ways);
  }
}
