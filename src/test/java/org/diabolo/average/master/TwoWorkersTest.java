package org.diabolo.average.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diabolo.average.master.Nets.BATCH;
import static org.diabolo.average.master.Nets.IN;
import static org.diabolo.average.master.Nets.OUT;
import static org.diabolo.average.master.Nets.assertClose;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.diabolo.job.TrainSpec.Engine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;

/** Two workers against two networks of DL4J's that are averaged by hand. */
class TwoWorkersTest {
  private static final int ROWS = 43;
  private static final int FIRST_HALF = 22;
  private static final MultiLayerConfiguration CONFIGURATION = Nets.regression(new Adam(0.02));

  private final INDArray features = Nets.random(1, ROWS, IN);
  private final INDArray labels = Nets.random(2, ROWS, OUT);

  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"DL4J", "FUSED"})
  void averageIsWeighedByExamplesAndAdamsStateIsAveragedToo(Engine engine) {
    MultiLayerNetwork first = Nets.network(CONFIGURATION);
    MultiLayerNetwork second = Nets.network(CONFIGURATION);
    for (int fit = 0; fit < 2; fit++) {
      // Rounds of two steps: 16 rows each, then what is left of each half.
      average(first, train(first, 0, 16), second, train(second, FIRST_HALF, FIRST_HALF + 16));
      average(first, train(first, 16, FIRST_HALF), second, train(second, FIRST_HALF + 16, ROWS));
    }

    SparkDl4jMultiLayer trainer =
        new SparkDl4jMultiLayer(
            Nets.spark(),
            CONFIGURATION.clone(),
            Nets.inOrder().workers(2).averagingFrequency(2).engine(engine).build());
    JavaRDD<DataSet> data = Nets.inOrder(List.of(new DataSet(features, labels)));
    trainer.fit(data);
    trainer.fit(data);

    assertClose(trainer.getNetwork().params(), first.params());
    assertClose(state(trainer.getNetwork()), state(first));
    assertThat(trainer.getNetwork().getIterationCount()).isEqualTo(6);
  }

  private int train(MultiLayerNetwork network, int from, int to) {
    for (int row = from; row < to; row += BATCH) {
      int end = Math.min(to, row + BATCH);
      network.fit(rows(features, row, end), rows(labels, row, end));
    }
    return to - from;
  }

  private static INDArray rows(INDArray all, int from, int to) {
    return all.get(NDArrayIndex.interval(from, to), NDArrayIndex.all()).dup();
  }

  private static void average(MultiLayerNetwork a, int rowsOfA, MultiLayerNetwork b, int rowsOfB) {
    double weight = rowsOfA / (double) (rowsOfA + rowsOfB);
    INDArray parameters = a.params().mul(weight).add(b.params().mul(1 - weight));
    INDArray state = state(a).mul(weight).add(state(b).mul(1 - weight));
    for (MultiLayerNetwork network : List.of(a, b)) {
      network.setParams(parameters);
      state(network).assign(state);
    }
  }

  private static INDArray state(MultiLayerNetwork network) {
    return network.getUpdater().getStateViewArray();
  }
}
