package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.average.rows.TrainingRows;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Batching;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feeds;
import org.diabolo.batch.Share;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.TrainSpec;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;

class ParameterAveragingTest {
  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  private Trained train(ReplicaFactory factory, List<Example> rows, int slices, TrainSpec spec) {
    return train(factory, rows, slices, spec, TrainingListener.NONE);
  }

  private Trained train(
      ReplicaFactory factory,
      List<Example> rows,
      int slices,
      TrainSpec spec,
      TrainingListener listener) {
    JavaRDD<Example> rdd = spark.parallelize(rows, slices);
    return new ParameterAveraging(spark, spec, Feeds.FLAT, factory, listener)
        .train(rdd, rows.size(), spark.emptyRDD(), 0);
  }

  /** The whole algorithm again without Spark, with one DL4J replica in turn for all. */
  @Test
  void roundsDoWhatTheAlgorithmSays() {
    List<Example> rows = TinyModel.examples(203);
    TrainSpec spec = TrainSpec.of(3, 8, 3, 4);
    List<RoundRecord> records = new ArrayList<>();
    ReplicaFactory factory = new Dl4jReplicaFactory(TinyModel.graph());

    Trained trained = train(factory, rows, 5, spec, records::add);

    try (TrainingRows chunked =
        new TrainingRows(
            spark.parallelize(rows, 2),
            203,
            3,
            spec.seed(),
            org.diabolo.batch.RowOrder.SHUFFLED,
            Batching.flat(8))) {
      List<Chunk> chunks = chunked.chunks().collect();
      ModelState expected = reference(factory, chunks, chunked.shares(), spec, 4);
      assertThat(trained.state().parameters()).isEqualTo(expected.parameters());
      assertThat(trained.state().updater()).isEqualTo(expected.updater());
      assertThat(trained.state().iteration()).isEqualTo(expected.iteration());
    }
    assertThat(trained.examples()).isEqualTo(3 * 203);
    assertThat(records.stream().mapToLong(RoundRecord::examples).sum()).isEqualTo(3 * 203);
    assertThat(records.get(records.size() - 1).loss()).isLessThan(records.get(0).loss());
  }

  private static ModelState reference(
      ReplicaFactory factory, List<Chunk> chunks, List<Share> shares, TrainSpec spec, int period) {
    Replica replica = factory.create();
    ModelState global = factory.start();
    long steps = shares.stream().mapToLong(s -> s.steps(spec.batch().size())).max().orElseThrow();
    for (int epoch = 0; epoch < spec.epochs(); epoch++) {
      EpochOrder order = new EpochOrder(spec.seed(), epoch);
      for (long step = 0; step < steps; step += period) {
        double[] parameters = new double[global.parameters().length];
        double[] updater = new double[global.updater().length];
        long seen = 0;
        for (Share share : shares) {
          long from = step * spec.batch().size();
          long to = Math.min(from + (long) period * spec.batch().size(), share.total());
          if (from >= to) {
            continue;
          }
          replica.load(global, 0);
          for (long at = from; at < to; at += spec.batch().size()) {
            replica.step(
                batch(chunks, share, order, at, Math.min(to, at + spec.batch().size())), 0.001);
          }
          ModelState after = replica.save();
          for (int i = 0; i < parameters.length; i++) {
            parameters[i] += (double) (to - from) * after.parameters()[i];
          }
          for (int i = 0; i < updater.length; i++) {
            updater[i] += (double) (to - from) * after.updater()[i];
          }
          seen += to - from;
        }
        long taken = Math.min(period, steps - step);
        global =
            new ModelState(mean(parameters, seen), mean(updater, seen), global.iteration() + taken);
      }
    }
    return global;
  }

  private static float[] mean(double[] sums, long count) {
    float[] means = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      means[i] = (float) (sums[i] / count);
    }
    return means;
  }

  private static Batch batch(
      List<Chunk> chunks, Share share, EpochOrder order, long from, long to) {
    var segments = share.segments(order, from, to);
    List<Chunk> named =
        segments.stream()
            .map(s -> chunks.stream().filter(c -> c.index() == s.chunk()).findFirst().orElseThrow())
            .toList();
    return new org.diabolo.batch.BatchReader(
            named.iterator(), segments, order, Batching.flat((int) (to - from)))
        .next();
  }

  @Test
  void bothEnginesAgree() {
    List<Example> rows = TinyModel.examples(150);
    TrainSpec spec = TrainSpec.of(2, 16, 2, 3);
    float[] dl4j =
        train(new Dl4jReplicaFactory(TinyModel.graph()), rows, 2, spec).state().parameters();
    float[] fused =
        train(new FusedReplicaFactory(TinyModel.graph()), rows, 2, spec).state().parameters();
    for (int i = 0; i < dl4j.length; i++) {
      assertThat(fused[i]).isCloseTo(dl4j[i], within(2e-5f));
    }
  }

  @Test
  void howTheInputIsCutDoesNotChangeABit() {
    List<Example> rows = TinyModel.examples(97);
    List<Example> reversed = new ArrayList<>(rows);
    java.util.Collections.reverse(reversed);
    TrainSpec spec = TrainSpec.of(2, 8, 2, 3);
    ReplicaFactory factory = new FusedReplicaFactory(TinyModel.graph());
    assertThat(train(factory, reversed, 7, spec).state().parameters())
        .isEqualTo(train(factory, rows, 1, spec).state().parameters());
  }

  @Test
  void fewerRowsThanWorkersTrainEachOncePerEpoch() {
    List<RoundRecord> records = new ArrayList<>();
    Trained trained =
        train(
            new FusedReplicaFactory(TinyModel.graph()),
            TinyModel.examples(3),
            1,
            TrainSpec.of(4, 8, 8, 5),
            records::add);
    assertThat(trained.examples()).isEqualTo(12);
    assertThat(records).hasSize(4).allMatch(r -> r.examples() == 3 && r.replicas() <= 3);
  }

  @Test
  void divergedTrainingSaysWhatToChange() {
    List<Example> rows = TinyModel.examples(20);
    rows.set(3, new Example("bad", filled(Float.NaN), filled(Float.NaN)));
    assertThatThrownBy(
            () ->
                train(
                    new FusedReplicaFactory(TinyModel.graph()), rows, 1, TrainSpec.of(1, 8, 1, 5)))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContaining("training diverged in epoch 1, round 1: the training loss is NaN")
        .hasMessageContaining("train.optimizer.rate");
  }

  private static float[] filled(float value) {
    float[] numbers = new float[TinyModel.SIZE];
    java.util.Arrays.fill(numbers, value);
    return numbers;
  }
}
