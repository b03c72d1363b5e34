package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import org.diabolo.store.Json;

/**
 * How Spark cuts an input into parts, which depends on the number of task slots. In a store where
 * folders are not renamed in one step a run keeps to one cut, on whatever cluster it is gone on
 * with: each part that is made again is then the same part, and one that comes late from a process
 * that does not own the run any more replaces its equal.
 *
 * @see <a href="https://spark.apache.org/docs/3.5.7/sql-performance-tuning.html">Spark's settings
 *     of file-based sources</a>
 */
final class InputCut {
  private static final String CUT = "cut";
  private static final String LARGEST = "spark.sql.files.maxPartitionBytes";
  private static final String OPENING = "spark.sql.files.openCostInBytes";
  private static final String SLOTS = "spark.sql.leafNodeDefaultParallelism";
  private static final String FEWEST = "spark.sql.files.minPartitionNum";

  private InputCut() {}

  /**
   * Has the session cut as the run was begun with, which a new run notes.
   *
   * @param spark a session of this command's own
   */
  static void keep(SparkSession spark, RunDirectory run, Manifest manifest) {
    if (run.folder().renamesAtOnce()) {
      return;
    }
    RuntimeConfig conf = spark.conf();
    if (!(manifest.get(CUT) instanceof ObjectNode)) {
      ObjectNode cut = Json.beginning("");
      cut.put(LARGEST, conf.get(LARGEST));
      cut.put(OPENING, conf.get(OPENING));
      String slots = Integer.toString(spark.sparkContext().defaultParallelism());
      cut.put(FEWEST, conf.get(FEWEST, conf.get(SLOTS, slots)));
      manifest.put(CUT, cut);
    }
    // Also where it is new: executors may come and go before the input is read.
    manifest
        .get(CUT)
        .fields()
        .forEachRemaining(each -> conf.set(each.getKey(), each.getValue().asText()));
  }
}
