package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.retrain.Codes;

/**
 * What a consumer reads in a session of its own: codes of one version, each key once.
 *
 * @param version of all rows
 * @param codes a hash of each key's code
 * @param changed rows with the label that {@link FashionDays#change} gives
 */
record Consumed(String version, Map<String, Integer> codes, long changed) {
  static Consumed now(SparkSession spark, String workspace, String job) {
    Codes.createView(spark, workspace, job, "codes");
    TreeSet<String> versions = new TreeSet<>();
    Map<String, Integer> codes = new TreeMap<>();
    long changed = 0;
    for (Row row : spark.sql("SELECT id, code, label, model_version FROM codes").collectAsList()) {
      versions.add(row.getString(3));
      changed += row.getString(2).equals(FashionDays.CHANGED) ? 1 : 0;
      assertThat(codes.put(row.getString(0), row.getList(1).hashCode()))
          .as(row.getString(0) + " is there twice")
          .isNull();
    }
    assertThat(versions).hasSize(1);
    return new Consumed(versions.first(), codes, changed);
  }

  @Override
  public String toString() {
    return codes.size() + " keys of " + version + ", " + changed + " of them changed";
  }
}
