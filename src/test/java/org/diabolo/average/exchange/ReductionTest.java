package org.diabolo.average.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockId;
import org.diabolo.average.exchange.RoundResult.Report;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.collection.JavaConverters;

class ReductionTest {
  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  private static List<RoundResult> results(
      Transfer transfer, int replicas, int parameters, int updater) {
    Random random = new Random(replicas + parameters);
    List<RoundResult> results = new ArrayList<>();
    for (int replica = 0; replica < replicas; replica++) {
      Report report = new Report(replica, 1 + random.nextInt(1000), 3, 3, 1.5, 0, 0, 0, 9, false);
      results.add(
          new RoundResult(
              Packed.of(transfer, gaussian(random, parameters)),
              Packed.of(transfer, gaussian(random, updater)),
              report));
    }
    return results;
  }

  private static float[] gaussian(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] mean(List<RoundResult> results, List<float[]> parts) {
    float[] mean = new float[parts.get(0).length];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      double weight = 0;
      for (int r = 0; r < parts.size(); r++) {
        long examples = results.get(r).report().examples();
        sum += (double) examples * parts.get(r)[i];
        weight += examples;
      }
      mean[i] = (float) (sum / weight);
    }
    return mean;
  }

  private static void check(Reduced found, List<RoundResult> results) {
    assertThat(found.parameters())
        .isEqualTo(mean(results, results.stream().map(r -> r.parameters().unpacked()).toList()));
    assertThat(found.updater())
        .isEqualTo(mean(results, results.stream().map(r -> r.updater().unpacked()).toList()));
    assertThat(found.reports()).isEqualTo(results.stream().map(RoundResult::report).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "FP32, 1, 10, 20",
    "FP32, 2, 5000, 10000",
    "FP32, 7, 5001, 3",
    "FP32, 9, 1024, 0",
    "FP32, 5, 3000, 0",
    "BF16, 3, 4097, 8194",
    "BF16, 8, 1025, 2050",
    "FP16, 3, 4097, 0",
    "FP16, 8, 1025, 1",
    "FP16, 6, 20480, 0"
  })
  void bothWaysGiveTheWeightedMean(Transfer transfer, int replicas, int parameters, int updater) {
    List<RoundResult> results = results(transfer, replicas, parameters, updater);
    JavaRDD<RoundResult> rdd = spark.parallelize(results, replicas);
    check(DirectReduction.reduce(rdd), results);
    check(ScatteredReduction.reduce(rdd), results);
    check(Reduction.reduce(rdd, parameters + updater), results);
  }

  /** Shuffles of other tests may come and go meanwhile. */
  @Test
  void scatteredLeavesNoShuffleBehind() throws InterruptedException {
    JavaRDD<RoundResult> rdd = spark.parallelize(results(Transfer.FP32, 6, 10_000, 0), 6);
    int before = spark.sc().newShuffleId();
    for (int i = 0; i < 3; i++) {
      ScatteredReduction.reduce(rdd);
      assertThat(tracked()).allMatch(shuffle -> shuffle < before);
    }
    assertThat(spark.sc().newShuffleId()).as("three shuffles").isEqualTo(before + 4);
    // The block manager is told to remove the files, and does so in its own time.
    for (int i = 0; i < 600 && files().stream().anyMatch(shuffle -> shuffle > before); i++) {
      Thread.sleep(100);
    }
    assertThat(files()).allMatch(shuffle -> shuffle < before);
  }

  private static List<Integer> tracked() {
    MapOutputTrackerMaster tracker = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
    return JavaConverters.mapAsJavaMap(tracker.shuffleStatuses()).keySet().stream()
        .map(shuffle -> (Integer) shuffle)
        .toList();
  }

  private static List<Integer> files() {
    return JavaConverters.seqAsJavaList(
            SparkEnv.get().blockManager().diskBlockManager().getAllBlocks())
        .stream()
        .filter(BlockId::isShuffle)
        .map(block -> Integer.valueOf(block.name().split("_")[1]))
        .toList();
  }
}
