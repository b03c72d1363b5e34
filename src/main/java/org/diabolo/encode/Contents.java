package org.diabolo.encode;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.model.Columns;
import org.diabolo.rows.CellText;
import org.diabolo.rows.Screening;
import org.diabolo.spark.ColumnNames;

/**
 * What rows hold besides their keys, as one 64-bit number each, by which it is told whether a row
 * has changed: XXH64 by Spark, of the source's columns and those that are copied, as they are read.
 * It does not depend on the cluster, nor on how the rows lie in files, but on the columns' types.
 *
 * @param known rows with the key and {@link Columns#CONTENT}, which are not encoded again; nothing
 *     where all are encoded
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">XXH64</a>
 */
record Contents(Optional<Dataset<Row>> known) {
  private static final String KEY = "key of known";
  private static final String HASH = "hash of known";
  private static final String OWN_KEY = "key of row";
  private static final String OWN_HASH = "hash of row";

  /** Rows of key and hash that are sent to each executor: some 10 MB. */
  private static final int MOST_SENT = 100_000;

  /**
   * @param spec the job
   * @param rows of the input
   * @return the same with their content
   * @throws InvalidJobException when the job uses a column of that name
   */
  Dataset<Row> with(JobSpec spec, Dataset<Row> rows) {
    Set<String> named = new LinkedHashSet<>(spec.source().columns());
    named.addAll(spec.encode().columns());
    if (named.stream().anyMatch(Columns.CONTENT::equalsIgnoreCase)
        || spec.data().key().equalsIgnoreCase(Columns.CONTENT)) {
      throw new InvalidJobException(
          "column "
              + Columns.CONTENT
              + ": codes that are kept have one of their own of this name; give the input's another"
              + " one");
    }
    List<String> present = List.of(rows.columns());
    List<Column> parts = new ArrayList<>();
    for (String name : named) {
      // A missing one is told with all others that are.
      if (present.contains(name)) {
        Column cell = col(ColumnNames.quoted(name));
        // Spark's hash passes over nulls and borders: that of each column is a number of its own.
        parts.add(xxhash64(plain(cell, name, spec, rows.schema().apply(name).dataType())));
        parts.add(cell.isNull());
      }
    }
    return parts.isEmpty()
        ? rows
        : rows.withColumn(Columns.CONTENT, xxhash64(parts.toArray(Column[]::new)));
  }

  /** Of what is only copied also what Spark's hash would pass over, or refuse. */
  private static Column plain(Column cell, String name, JobSpec spec, DataType type) {
    boolean nested =
        type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
    return nested && !spec.source().columns().contains(name) ? to_json(struct(cell)) : cell;
  }

  /**
   * @param judged rows of {@link Screening}
   * @param key the key's name in what is known
   * @return the bad ones, and the good ones that are not known
   */
  Dataset<Row> unknown(Dataset<Row> judged, String key) {
    Dataset<Row> all = known.orElseThrow();
    Column known = CellText.of(all, key);
    Dataset<Row> keys = all.select(known.as(KEY), col(Columns.CONTENT).as(HASH));
    if (isSent(keys)) {
      return judged.join(keys, is(judged).and(Screening.isGood()), "left_anti");
    }
    // So that rows are not shuffled with all that they hold as long as most are known.
    Dataset<Row> own =
        judged
            .select(text(judged).as(OWN_KEY), content().as(OWN_HASH))
            .where(col(OWN_KEY).isNotNull());
    Dataset<Row> fresh =
        own.join(
                keys,
                col(OWN_KEY).equalTo(col(KEY)).and(col(OWN_HASH).equalTo(col(HASH))),
                "left_anti")
            .distinct()
            .select(col(OWN_KEY).as(KEY), col(OWN_HASH).as(HASH));
    List<Row> few = fresh.limit(MOST_SENT + 1).collectAsList();
    if (few.size() > MOST_SENT) {
      return judged.join(keys, is(judged).and(Screening.isGood()), "left_anti");
    }
    return judged
        .join(
            broadcast(judged.sparkSession().createDataFrame(few, fresh.schema())),
            is(judged),
            "left_outer")
        .where(col(KEY).isNotNull().or(isBad()))
        .drop(KEY, HASH);
  }

  /** Whether a row is the one of key and hash beside it. */
  private static Column is(Dataset<Row> judged) {
    return text(judged).equalTo(col(KEY)).and(content().equalTo(col(HASH)));
  }

  /** Whether Spark sends these rows to each executor by itself, and moves no others. */
  private static boolean isSent(Dataset<Row> keys) {
    var bytes = keys.queryExecution().optimizedPlan().stats().sizeInBytes().bigInteger();
    long most = keys.sparkSession().sessionState().conf().autoBroadcastJoinThreshold();
    return bytes.compareTo(BigInteger.valueOf(most)) <= 0;
  }

  /** The key's text in rows of {@link Screening}. */
  static Column text(Dataset<Row> judged) {
    return CellText.of(judged, Screening.KEY);
  }

  /** The content in rows of {@link Screening}. */
  static Column content() {
    return col(Screening.KEPT).getField(Columns.CONTENT);
  }

  static Column isBad() {
    return not(Screening.isGood());
  }
}
