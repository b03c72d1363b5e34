package org.diabolo.average.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diabolo.average.master.Nets.assertClose;
import static org.diabolo.average.master.Nets.inOrder;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.diabolo.batch.RowOrder;
import org.diabolo.job.TrainSpec.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/** What goes on from fit to fit. */
class ContinuedFitTest {
  private static final int EPOCHS = 3;

  static Stream<Arguments> updaters() {
    return Stream.of(
        Arguments.of(new Adam(0.02), Engine.DL4J),
        Arguments.of(new Adam(0.02), Engine.FUSED),
        Arguments.of(new Adam(new StepSchedule(ScheduleType.ITERATION, 0.05, 0.5, 4)), Engine.AUTO),
        Arguments.of(new Sgd(new StepSchedule(ScheduleType.EPOCH, 0.2, 0.1, 1)), Engine.AUTO));
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void severalFitsAreOneUninterruptedTraining(IUpdater updater, Engine engine) {
    List<DataSet> batches = Nets.batches(5);
    MultiLayerConfiguration configuration = Nets.regression(updater);
    MultiLayerNetwork plain = Nets.network(configuration);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      batches.forEach(plain::fit);
      plain.incrementEpochCount();
    }

    // Each fit by a master of its own: all that goes on is in the network.
    MultiLayerNetwork network = Nets.network(configuration);
    JavaRDD<DataSet> data = inOrder(batches);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      DiaboloTrainingMaster master = inOrder().engine(engine).averagingFrequency(2).build();
      new SparkDl4jMultiLayer(Nets.spark(), network, master).fit(data);
      master.deleteTempFiles(Nets.spark());
    }

    // The fused engine's Adam rounds in another order than DL4J's, and 15 steps add that up.
    assertClose(network.params(), plain.params(), engine == Engine.FUSED ? 1e-5f : 1e-6f);
    assertThat(network.getIterationCount()).isEqualTo(5 * EPOCHS);
    assertThat(network.getEpochCount()).isEqualTo(EPOCHS);
  }

  @Test
  void shuffledRowsComeInAnotherOrderEveryFitAndTheSameEveryRun() {
    List<DataSet> batches = Nets.batches(5);
    JavaRDD<DataSet> data = Nets.spark().parallelize(batches, 2);

    MultiLayerNetwork once = shuffled(data, 1);
    MultiLayerNetwork again = shuffled(data, 1);
    MultiLayerNetwork other = shuffled(data, 2);
    MultiLayerNetwork restarted = Nets.network(Nets.regression(new Sgd(0.1)));
    for (int fit = 0; fit < 2; fit++) {
      // A network that is told it has never been trained sees the first order twice.
      restarted.setEpochCount(0);
      trainer(restarted, 1).fit(data);
    }

    assertThat(again.params()).isEqualTo(once.params());
    assertThat(other.params()).isNotEqualTo(once.params());
    assertThat(restarted.params()).isNotEqualTo(once.params());
  }

  private static MultiLayerNetwork shuffled(JavaRDD<DataSet> data, long seed) {
    MultiLayerNetwork network = Nets.network(Nets.regression(new Sgd(0.1)));
    SparkDl4jMultiLayer trainer = trainer(network, seed);
    trainer.fit(data);
    trainer.fit(data);
    return network;
  }

  private static SparkDl4jMultiLayer trainer(MultiLayerNetwork network, long seed) {
    return new SparkDl4jMultiLayer(
        Nets.spark(), network, inOrder().rowOrder(RowOrder.SHUFFLED).rngSeed(seed).build());
  }

  @Test
  void anEmptyRddChangesNothing() {
    MultiLayerNetwork network = Nets.network(Nets.regression(new Sgd(0.1)));

    new SparkDl4jMultiLayer(Nets.spark(), network, inOrder().build())
        .fit(Nets.spark().<DataSet>emptyRDD());

    assertThat(network.params()).isEqualTo(Nets.network(Nets.regression(new Sgd(0.1))).params());
    assertThat(network.getIterationCount()).isZero();
  }
}
