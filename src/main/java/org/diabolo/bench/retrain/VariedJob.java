package org.diabolo.bench.retrain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.diabolo.job.JobSpec;
import org.diabolo.spark.ColumnNames;
import org.diabolo.store.Json;

/**
 * The user's job with another seed, fewer rows, or another way to retrain.
 *
 * @param read the job with {@code path.to.key=value} for each key that is another
 * @param job as it is
 * @param label column that goes beside codes; null for none
 * @param share of the input's rows that there are at all, above 0 to 1
 */
record VariedJob(Function<List<String>, JobSpec> read, JobSpec job, String label, double share) {
  /**
   * Rows fall into so many equal parts, by a hash of the key that has nothing to do with splits.
   */
  private static final int PARTS = 100_000;

  /**
   * @param line of models that follow each other, which has a job of its own
   * @param seed of the training
   * @param arrived share of the rows that have come, above 0 to 1
   */
  JobSpec with(long line, long seed, double arrived, Way way) {
    List<String> overrides = new ArrayList<>(way.overrides());
    overrides.add("name=" + job.name() + "-" + line);
    overrides.add("train.seed=" + seed);
    if (share * arrived < 1) {
      overrides.add("data.where=" + where(job.data().where(), share * arrived));
    }
    if (share < 1 && job.encode().input() == null) {
      // Codes of a version are else of all rows, whatever is trained on.
      overrides.add("encode.where=" + where(job.encode().where(), share));
    }
    if (label != null) {
      overrides.add("encode.columns=" + Json.line(List.of(label)));
    }
    return read.apply(overrides);
  }

  private String where(String said, double share) {
    String part =
        "pmod(xxhash64(%s), %d) < %d"
            .formatted(ColumnNames.quoted(job.data().key()), PARTS, Math.round(share * PARTS));
    return Json.line(said == null ? part : "(" + said + ") and " + part);
  }
}
