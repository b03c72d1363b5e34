package org.diabolo.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.diabolo.prepare.Split;
import org.diabolo.testing.LocalCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anchors that executors in JVMs of their own compute are those of this process, to the bit. */
class AnchorsIT {
  @TempDir Path base;

  @Test
  void bitsAreTheSameOnExecutors() throws Exception {
    try (JavaSparkContext spark =
        new JavaSparkContext(LocalCluster.conf("local-cluster[2,1,1024]"))) {
      SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
      session.conf().set("spark.sql.files.maxPartitionBytes", "2048");
      AnchoredNames names = new AnchoredNames(session, base);

      Map<String, float[]> found = names.anchors(anchors -> assertThat(anchors.hold()).isTrue());

      assertThat(found).hasSize((int) names.corpus().rows(Split.TRAIN));
      found.forEach((key, code) -> assertThat(code).as(key).isEqualTo(names.code(key)));
    }
  }
}
