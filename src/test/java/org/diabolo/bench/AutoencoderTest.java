package org.diabolo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;

class AutoencoderTest {
  @Test
  void chainAndGraphHaveTheSameParameters() {
    Autoencoder model = new Autoencoder(16, 4, 16);
    MultiLayerNetwork chain = new MultiLayerNetwork(model.multiLayer());
    chain.init();
    ComputationGraph graph =
        new ComputationGraph(ComputationGraphConfiguration.fromJson(model.graph()));
    graph.init();
    assertThat(model.parameters())
        .isEqualTo(chain.numParams())
        .isEqualTo(785 * 16 + 17 * 4 + 5 * 16 + 17 * 784);
    assertThat(graph.params().dup().data().asFloat())
        .isEqualTo(chain.params().dup().data().asFloat());
  }

  @Test
  void theRoundsBenchHasAboutAMillionAndThirtyMillion() {
    assertThat(new Autoencoder(512, 256, 32, 256, 512).parameters()).isEqualTo(1_083_696);
    assertThat(new Autoencoder(4096, 2560, 512, 2560, 4096).parameters()).isEqualTo(30_030_096);
  }
}
