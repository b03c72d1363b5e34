package org.diabolo.engine.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.engine.Stepwise;
import org.diabolo.engine.dl4j.Dl4jStepwise;
import org.diabolo.engine.fused.FusedStepwise;
import org.diabolo.network.NetworkFile;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class StepwiseEnginesTest {
  @Test
  void stepsGoByTheFusedEngineWhereItCoversThem() {
    Stepwise fused = new TrainedNetwork(network(lstm(Activation.TANH), 3)).stepwise("in");
    Stepwise dl4j = new TrainedNetwork(network(lstm(Activation.SOFTSIGN), 3)).stepwise("in");
    assertThat(fused).isInstanceOf(FusedStepwise.class);
    assertThat(dl4j).isInstanceOf(Dl4jStepwise.class);
    for (Stepwise each : new Stepwise[] {fused, dl4j}) {
      each.start(2, Collections.singletonList(null));
      assertThat(each.step(new float[4])).hasSize(2);
    }
  }

  @Test
  void whatDependsOnLaterStepsIsRefused() {
    byte[] network = network(new Bidirectional(lstm(Activation.TANH)), 6);
    assertThatThrownBy(() -> new TrainedNetwork(network).stepwise("in"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a: cannot be run step by step");
  }

  private static LSTM lstm(Activation activation) {
    return new LSTM.Builder().nIn(2).nOut(3).activation(activation).build();
  }

  private static byte[] network(Layer layer, int size) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("a", layer, "in")
                .addLayer(
                    "out",
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .dataFormat(RNNFormat.NCW)
                        .nIn(size)
                        .nOut(1)
                        .activation(Activation.TANH)
                        .build(),
                    "a")
                .setOutputs("out")
                .build());
    graph.init();
    return NetworkFile.write(graph);
  }
}
