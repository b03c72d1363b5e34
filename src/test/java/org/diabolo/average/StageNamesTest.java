package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.diabolo.batch.Feeds;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.TrainSpec;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.JavaConverters;

/** What Spark's pages show of a training is in words, not lines of code. */
class StageNamesTest {
  private static final class Names extends SparkListener {
    private final ConcurrentLinkedQueue<String> jobs = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> stages = new ConcurrentLinkedQueue<>();

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      jobs.add(String.valueOf(job.properties().getProperty("spark.job.description")));
      JavaConverters.asJavaCollection(job.stageInfos()).forEach(stage -> stages.add(stage.name()));
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted stage) {
      stages.add(stage.stageInfo().name());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6})
  void allAreInWords(int workers) throws TimeoutException {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    Names names = new Names();
    spark.sc().listenerBus().waitUntilEmpty();
    spark.sc().addSparkListener(names);
    try {
      new ParameterAveraging(
              spark,
              TrainSpec.of(2, 5, workers, 10),
              Feeds.FLAT,
              new FusedReplicaFactory(TinyModel.graph()),
              TrainingListener.NONE)
          .train(
              spark.parallelize(TinyModel.examples(80 * workers), 3),
              80L * workers,
              spark.parallelize(TinyModel.examples(30), 2),
              30);
      spark.sc().listenerBus().waitUntilEmpty();
    } finally {
      spark.sc().removeSparkListener(names);
    }
    Set<String> expected = new TreeSet<>();
    expected.addAll(List.of("shuffling the training rows", "shuffling the validation rows"));
    List<String> rounds = new ArrayList<>();
    for (int epoch = 1; epoch <= 2; epoch++) {
      for (int round = 1; round <= roundsPerEpoch(names); round++) {
        rounds.add("round " + round + " of epoch " + epoch);
      }
      expected.add("validation after round " + rounds.size());
    }
    expected.addAll(rounds);
    assertThat(rounds).hasSizeGreaterThanOrEqualTo(4);
    assertThat(new TreeSet<>(names.jobs)).isEqualTo(expected);
    assertThat(new TreeSet<>(names.stages)).isEqualTo(expected);
    assertThat(spark.getLocalProperty("spark.job.description")).isNull();
    assertThat(spark.getLocalProperty("callSite.short")).isNull();
  }

  /** That every epoch has as many, and none is left out, is what is tested. */
  private static long roundsPerEpoch(Names names) {
    return new TreeSet<>(names.jobs).stream().filter(n -> n.endsWith("of epoch 1")).count();
  }
}
