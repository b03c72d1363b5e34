package org.diabolo.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.diabolo.engine.ReplicaFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class StatisticsTest {
  private static final int IN = 6;
  private static final int HIDDEN = 5;

  /** Weights and biases of the layer before, then gamma and beta unless they are locked. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofNetworksThatTrainOnDataSetsMeanAndVarianceAreKept(boolean locked) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(locked));
    network.init();
    Layout layout = Layout.of(new DataSet(Nd4j.ones(1, IN), Nd4j.ones(1, 2)).toMultiDataSet());
    int from = (IN + 1) * HIDDEN + (locked ? 0 : 2 * HIDDEN);
    int[] expected = IntStream.range(from, from + 2 * HIDDEN).toArray();

    ReplicaFactory chain = DataSetReplicaFactory.of(Dl4jNetwork.of(network), layout);
    ReplicaFactory graph =
        DataSetReplicaFactory.of(Dl4jNetwork.of(network.toComputationGraph()), layout);

    assertThat(chain.statistics()).containsExactly(expected);
    assertThat(graph.statistics()).containsExactly(expected);
    float[] start = chain.start().parameters();
    for (int i = 0; i < 2 * HIDDEN; i++) {
      assertThat(start[expected[i]]).isEqualTo(i < HIDDEN ? 0 : 1);
    }
  }

  private static MultiLayerConfiguration configuration(boolean locked) {
    return new NeuralNetConfiguration.Builder()
        .list()
        .layer(new DenseLayer.Builder().nIn(IN).nOut(HIDDEN).build())
        .layer(
            new BatchNormalization.Builder()
                .nIn(HIDDEN)
                .nOut(HIDDEN)
                .useLogStd(false)
                .lockGammaBeta(locked)
                .build())
        .layer(new OutputLayer.Builder(LossFunction.MSE).nIn(HIDDEN).nOut(2).build())
        .build();
  }
}
