package org.diabolo.engine.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** What is known of layers that have no kind of their own, and of those around others. */
class KindsTest {
  private static final Layer RNN = new SimpleRnn.Builder().nIn(3).nOut(4).build();

  @Test
  void whatIsNotCoveredFollowsFromDl4jsOwnClasses() {
    LayerKind<Layer> kind = Kinds.of(RNN);

    assertThat(kind.input(RNN, kind.inputSize(RNN))).isEqualTo(InputType.recurrent(3));
    assertThat(kind.outputSize(RNN)).isEqualTo(4);
    assertThat(Kinds.stepwise(RNN)).isFalse();
    assertThat(Kinds.stepwise(new LSTM.Builder().nIn(3).nOut(4).build())).isTrue();
  }

  @Test
  void anOutputLayerThatIsNotCoveredHasItsLoss() {
    Layer layer = new CenterLossOutputLayer.Builder(new LossMSE()).nIn(2).nOut(2).build();

    assertThat(Kinds.of(layer).loss(layer)).isInstanceOf(LossMSE.class);
  }

  @Test
  void aLayerThatExtendsACoveredOneIsAskedAsThatOneIs() {
    Layer layer = new Convolution1DLayer.Builder(2).nIn(3).nOut(4).build();

    assertThat(Kinds.of(layer)).isInstanceOf(ConvolutionKind.class);
    assertThat(Kinds.covered(layer.getClass())).isInstanceOf(OtherKind.class);
    assertThat(Kinds.of(layer).input(layer, 3)).isNull();
  }

  @Test
  void layersAroundOthersAnswerForWhatIsInside() {
    Layer both = new Bidirectional(Bidirectional.Mode.ADD, RNN);
    Layer last = new LastTimeStep(both);
    LayerKind<Layer> kind = Kinds.of(last);

    assertThat(kind.input(last, kind.inputSize(last))).isEqualTo(InputType.recurrent(3));
    assertThat(kind.outputSize(last)).isEqualTo(4);
  }

  @Test
  void attentionStepsByItsQueriesAlone() {
    GraphVertex attention =
        new AttentionVertex.Builder().nInQueries(2).nInKeys(2).nInValues(2).nOut(2).build();

    assertThat(Kinds.stepwise(attention, List.of(true, false, false))).isTrue();
    assertThat(Kinds.stepwise(attention, List.of(true, true, false))).isFalse();
    assertThat(Kinds.stepwise(new L2NormalizeVertex(), List.of(true))).isFalse();
  }
}
