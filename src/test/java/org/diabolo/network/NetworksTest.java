package org.diabolo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.diabolo.field.Field;
import org.diabolo.field.ImageField;
import org.diabolo.field.NumberField;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

class NetworksTest {
  private static final NumberField IMAGE = new ImageField(2, 5, 1);

  private final Networks plain = networks(IMAGE, Activation.RELU, Norm.NONE, 0);

  @Test
  void layersOfTheJointNetworkRunFromSourceThroughCodeToTarget() {
    ComputationGraph graph = new ComputationGraph(plain.joint());
    graph.init();

    assertThat(names(graph))
        .containsExactly("encoder-0", "encoder-1", "code", "decoder-0", "target");
    assertThat(shape(plain.joint(), "encoder-0")).isEqualTo("10 to 8 relu");
    assertThat(shape(plain.joint(), "encoder-1")).isEqualTo("8 to 6 relu");
    assertThat(shape(plain.joint(), "code")).isEqualTo("6 to 3 identity");
    assertThat(shape(plain.joint(), "decoder-0")).isEqualTo("3 to 7 relu");
    assertThat(shape(plain.joint(), "target")).isEqualTo("7 to 10 sigmoid");
    assertThat(((OutputLayer) layer(plain.joint(), "target")).getLossFn())
        .isInstanceOf(LossMSE.class);
    assertThat(graph.numParams())
        .isEqualTo((10 + 1) * 8 + (8 + 1) * 6 + (6 + 1) * 3 + (3 + 1) * 7 + (7 + 1) * 10);
  }

  @Test
  void partsHaveTheJointNetworksLayers() {
    ComputationGraphConfiguration encoder = plain.encoder();
    ComputationGraphConfiguration decoder = plain.decoder();

    assertThat(encoder.getNetworkInputs()).containsExactly("source");
    assertThat(encoder.getNetworkOutputs()).containsExactly("code");
    assertThat(encoder.getVertices()).containsOnlyKeys("encoder-0", "encoder-1", "code");
    assertThat(decoder.getNetworkInputs()).containsExactly("code");
    assertThat(decoder.getNetworkOutputs()).containsExactly("target");
    assertThat(decoder.getVertices()).containsOnlyKeys("decoder-0", "target");
    for (String name : List.of("encoder-0", "encoder-1", "code")) {
      assertThat(layer(encoder, name)).isEqualTo(layer(plain.joint(), name));
    }
    for (String name : List.of("decoder-0", "target")) {
      assertThat(layer(decoder, name)).isEqualTo(layer(plain.joint(), name));
    }
  }

  @Test
  void outputIsASigmoidForNumbersFromZeroToOneAndLinearForOthers() {
    Networks real = networks(TestNetworks.real(4), Activation.RELU, Norm.NONE, 0);

    assertThat(shape(plain.joint(), "target")).isEqualTo("7 to 10 sigmoid");
    assertThat(shape(real.joint(), "target")).isEqualTo("7 to 4 identity");
    assertThat(shape(real.decoder(), "target")).isEqualTo("7 to 4 identity");
    assertThat(shape(real.joint(), "encoder-0")).isEqualTo("10 to 8 relu");
  }

  @Test
  void rectifiersStartAsHeProposedAndTheRestAsGlorotDid() {
    assertThat(base(plain.joint(), "encoder-0").getWeightInitFn())
        .isInstanceOf(WeightInitRelu.class);
    assertThat(base(plain.joint(), "decoder-0").getWeightInitFn())
        .isInstanceOf(WeightInitRelu.class);
    assertThat(base(plain.joint(), "code").getWeightInitFn()).isInstanceOf(WeightInitXavier.class);
    assertThat(base(plain.joint(), "target").getWeightInitFn())
        .isInstanceOf(WeightInitXavier.class);
    Networks tanh = networks(IMAGE, Activation.TANH, Norm.NONE, 0);
    assertThat(base(tanh.joint(), "encoder-0").getWeightInitFn())
        .isInstanceOf(WeightInitXavier.class);
  }

  @Test
  void heWeightsHaveTheVarianceTwoOverInputs() {
    NumberField large = new ImageField(28, 28, 1);
    Networks networks = TestNetworks.mlp(large, large, Activation.RELU, Norm.NONE, 0);
    ComputationGraph graph = new ComputationGraph(networks.joint());
    graph.init();

    float[] weights = graph.getLayer("encoder-0").getParam("W").dup().data().asFloat();
    double squares = 0;
    for (float weight : weights) {
      squares += weight * weight;
    }
    // 6,272 weights: the standard error of their variance is 1.8 %.
    assertThat(squares / weights.length).isCloseTo(2.0 / 784, within(0.1 * 2.0 / 784));
  }

  @Test
  void seedDecidesTheStart() {
    assertThat(start(1)).isEqualTo(start(1)).isNotEqualTo(start(2));
    assertThat(start(0)).isEqualTo(start(0)).isNotEqualTo(start(1));
  }

  @Test
  void normAndDropoutAreLayersOfTheirOwnBehindTheWeights() {
    ComputationGraph graph =
        new ComputationGraph(networks(IMAGE, Activation.RELU, Norm.BATCH, 0.25).encoder());
    graph.init();

    assertThat(names(graph))
        .containsExactly(
            "encoder-0",
            "encoder-0-norm",
            "encoder-0-activation",
            "encoder-0-dropout",
            "encoder-1",
            "encoder-1-norm",
            "encoder-1-activation",
            "encoder-1-dropout",
            "code");
    assertThat(shape(graph.getConfiguration(), "encoder-0")).isEqualTo("10 to 8 identity");
    assertThat(graph.getLayer("encoder-0").paramTable()).containsOnlyKeys("W");
    Layer dropout = layer(graph.getConfiguration(), "encoder-0-dropout");
    // DL4J counts what stays.
    assertThat(((Dropout) ((DropoutLayer) dropout).getIDropout()).getP()).isEqualTo(0.75);
  }

  @Test
  void layerNormIsInsideTheDenseLayer() {
    Networks networks = networks(IMAGE, Activation.RELU, Norm.LAYER, 0);
    ComputationGraph graph = new ComputationGraph(networks.encoder());
    graph.init();

    assertThat(names(graph)).containsExactly("encoder-0", "encoder-1", "code");
    assertThat(graph.getLayer("encoder-0").paramTable()).containsOnlyKeys("W", "b", "g");
    assertThat(graph.getLayer("code").paramTable()).containsOnlyKeys("W", "b");
  }

  @ParameterizedTest
  @CsvSource({"ADAM", "NESTEROVS", "SGD"})
  void optimizerAndItsRateAreTheSpecs(Optimizer optimizer) {
    Networks networks = TestNetworks.mlp(IMAGE, IMAGE, Activation.RELU, Norm.NONE, 0, optimizer, 1);
    IUpdater expected =
        switch (optimizer) {
          case ADAM -> new Adam(0.01);
          case NESTEROVS -> new Nesterovs(0.01);
          case SGD -> new Sgd(0.01);
        };

    assertThat(base(networks.joint(), "encoder-1").getIUpdater()).isEqualTo(expected);
  }

  private static Networks networks(Field target, Activation activation, Norm norm, double drop) {
    return TestNetworks.mlp(IMAGE, target, activation, norm, drop);
  }

  private static float[] start(long seed) {
    ComputationGraph graph =
        new ComputationGraph(
            TestNetworks.mlp(IMAGE, IMAGE, Activation.RELU, Norm.NONE, 0, Optimizer.ADAM, seed)
                .joint());
    graph.init();
    return graph.params().dup().data().asFloat();
  }

  private static List<String> names(ComputationGraph graph) {
    return Arrays.stream(graph.getLayers())
        .map(layer -> layer.conf().getLayer().getLayerName())
        .toList();
  }

  private static Layer layer(ComputationGraphConfiguration graph, String name) {
    return ((LayerVertex) graph.getVertices().get(name)).getLayerConf().getLayer();
  }

  private static BaseLayer base(ComputationGraphConfiguration graph, String name) {
    return (BaseLayer) layer(graph, name);
  }

  private static String shape(ComputationGraphConfiguration graph, String name) {
    FeedForwardLayer layer = (FeedForwardLayer) layer(graph, name);
    return layer.getNIn() + " to " + layer.getNOut() + " " + layer.getActivationFn();
  }
}
