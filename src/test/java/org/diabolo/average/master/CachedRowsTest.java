package org.diabolo.average.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diabolo.average.master.Nets.inOrder;

import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.util.LongAccumulator;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

/** When rows are made, kept and freed. */
class CachedRowsTest {
  private final LongAccumulator seen = Nets.spark().sc().longAccumulator();
  private final JavaRDD<DataSet> data = counted(Nets.inOrder(Nets.batches(3)), seen);
  private final DiaboloTrainingMaster master = inOrder().build();
  private final SparkDl4jMultiLayer trainer =
      new SparkDl4jMultiLayer(Nets.spark(), Nets.regression(new Sgd(0.1)), master);

  private static JavaRDD<DataSet> counted(JavaRDD<DataSet> rdd, LongAccumulator seen) {
    return rdd.map(
        set -> {
          seen.add(1);
          return set;
        });
  }

  @Test
  void theSameRddIsReadForItsFirstFitOnly() {
    trainer.fit(data);
    long afterFirst = seen.value();
    trainer.fit(data);
    trainer.fit(data.rdd());

    assertThat(afterFirst).isPositive();
    assertThat(seen.value()).isEqualTo(afterFirst);
  }

  @Test
  void anotherRddTakesThePlaceOfTheLastAndCanBeFreed() {
    Set<Integer> before = Set.copyOf(Nets.spark().getPersistentRDDs().keySet());

    trainer.fit(data);
    Set<Integer> first = cachedSince(before);
    trainer.fit(inOrder(List.copyOf(Nets.batches(2))));
    Set<Integer> second = cachedSince(before);
    master.deleteTempFiles(Nets.spark());

    assertThat(first).hasSize(1);
    assertThat(second).hasSize(1).isNotEqualTo(first);
    assertThat(cachedSince(before)).isEmpty();
    // And training goes on after that.
    trainer.fit(data);
    assertThat(trainer.getNetwork().getIterationCount()).isEqualTo(8);
    master.deleteTempFiles(Nets.spark());
  }

  private static Set<Integer> cachedSince(Set<Integer> before) {
    Set<Integer> cached = new java.util.HashSet<>(Nets.spark().getPersistentRDDs().keySet());
    cached.removeAll(before);
    return cached;
  }
}
