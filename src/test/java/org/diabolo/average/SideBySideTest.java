package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.batch.Feeds;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.AveragingSpec.Outer;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.job.AveragingSpec.Updater;
import org.diabolo.job.TrainSpec;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several trainings in one JVM at once are as each alone. */
class SideBySideTest {
  private static final int TRAININGS = 3;

  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  private static TrainSpec spec(Transfer transfer) {
    return TrainSpec.of(4, 5, 2, 3)
        .with(LocalTraining.averaging(2, 3, Outer.NESTEROV, Updater.LOCAL, transfer));
  }

  private Trained train(int number, Transfer transfer, TrainingListener listener) {
    int rows = 100 + 40 * number;
    return new ParameterAveraging(
            spark, spec(transfer), Feeds.FLAT, new FusedReplicaFactory(TinyModel.graph()), listener)
        .train(
            spark.parallelize(TinyModel.examples(rows), 3),
            rows,
            spark.parallelize(TinyModel.examples(30), 2),
            30);
  }

  @ParameterizedTest
  @EnumSource
  void eachLearnsWhatItLearnsAlone(Transfer transfer) {
    List<Trained> alone =
        IntStream.range(0, TRAININGS)
            .mapToObj(number -> train(number, transfer, TrainingListener.NONE))
            .toList();

    List<ConcurrentLinkedQueue<Integer>> told =
        IntStream.range(0, TRAININGS)
            .mapToObj(number -> new ConcurrentLinkedQueue<Integer>())
            .toList();
    List<CompletableFuture<Trained>> together =
        IntStream.range(0, TRAININGS)
            .mapToObj(
                number ->
                    CompletableFuture.supplyAsync(
                        () -> train(number, transfer, r -> told.get(number).add(r.round()))))
            .toList();

    for (int number = 0; number < TRAININGS; number++) {
      Trained trained = together.get(number).join();
      assertThat(trained.state().parameters())
          .as("training %d", number)
          .isEqualTo(alone.get(number).state().parameters());
      assertThat(trained.state().updater()).isEqualTo(alone.get(number).state().updater());
      assertThat(told.get(number))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, told.get(number).size()).boxed().toList());
    }
  }
}
