package org.diabolo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LossSmoothedSparseMCXENTTest {
  private static final int VECTORS = 4;
  private static final int CLASSES = 5;
  private static final double SMOOTHING = 0.2;

  private final LossSmoothedSparseMCXENT loss = new LossSmoothedSparseMCXENT(SMOOTHING);
  private final IActivation softmax = new ActivationSoftmax();

  /** The last label is no class. */
  private final INDArray labels = Nd4j.createFromArray(new double[][] {{0}, {4}, {2}, {-1}});

  private final INDArray mask = Nd4j.createFromArray(new double[][] {{1}, {1}, {0}, {1}});

  private static INDArray logits() {
    Random random = new Random(3);
    double[] numbers = random.doubles(VECTORS * CLASSES, -2, 2).toArray();
    return Nd4j.create(numbers, new long[] {VECTORS, CLASSES}, DataType.DOUBLE);
  }

  @Test
  void scoreIsThatOfTheDefinition() {
    INDArray logits = logits();
    double all = 0;
    for (int v = 0; v < VECTORS; v++) {
      double expected = expected(logits, v);
      assertThat(loss.computeScoreArray(labels, logits(), softmax, null).getDouble(v))
          .isCloseTo(expected, within(1e-9));
      all += expected * mask.getDouble(v);
    }
    assertThat(loss.computeScore(labels, logits(), softmax, mask, false))
        .isCloseTo(all, within(1e-9));
    assertThat(loss.computeGradientAndScore(labels, logits(), softmax, mask, true).getFirst())
        .isCloseTo(all / VECTORS, within(1e-9));
  }

  private double expected(INDArray logits, int vector) {
    int label = labels.getInt(vector);
    if (label < 0) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < CLASSES; i++) {
      sum += Math.exp(logits.getDouble(vector, i));
    }
    double expected = 0;
    for (int i = 0; i < CLASSES; i++) {
      double wanted = SMOOTHING / CLASSES + (i == label ? 1 - SMOOTHING : 0);
      expected -= wanted * (logits.getDouble(vector, i) - Math.log(sum));
    }
    return expected;
  }

  @Test
  void gradientIsTheSlopeOfTheScore() {
    INDArray gradient = loss.computeGradient(labels, logits(), softmax, mask);
    double step = 1e-5;
    // Of what is no class's label, gradients are p, as of DL4J's own losses: it has no slope.
    for (int v = 0; v < VECTORS - 1; v++) {
      for (int i = 0; i < CLASSES; i++) {
        INDArray more = logits();
        more.putScalar(v, i, more.getDouble(v, i) + step);
        INDArray less = logits();
        less.putScalar(v, i, less.getDouble(v, i) - step);
        double slope =
            (loss.computeScore(labels, more, softmax, mask, false)
                    - loss.computeScore(labels, less, softmax, mask, false))
                / (2 * step);
        assertThat(gradient.getDouble(v, i)).isCloseTo(slope, within(1e-7));
      }
    }
  }

  @Test
  void configurationsKeepIt() {
    INDArray weights = Nd4j.createFromArray(new float[][] {{0.5f, 2, 1, 0.1f, 3}});
    for (LossSmoothedSparseMCXENT each :
        new LossSmoothedSparseMCXENT[] {
          loss, new LossSmoothedSparseMCXENT(0.3, 1e-6, weights),
        }) {
      ComputationGraphConfiguration graph =
          new NeuralNetConfiguration.Builder()
              .graphBuilder()
              .addInputs("in")
              .addLayer(
                  "out",
                  new OutputLayer.Builder(each)
                      .nIn(3)
                      .nOut(CLASSES)
                      .activation(Activation.SOFTMAX)
                      .build(),
                  "in")
              .setOutputs("out")
              .build();
      String json = graph.toJson();
      ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(json);
      assertThat(read).isEqualTo(graph);
      assertThat(read.toJson()).isEqualTo(json).contains("\"smoothing\" : " + each.getSmoothing());
    }
    assertThat(loss).isNotEqualTo(new LossSmoothedSparseMCXENT(0.3));
    assertThat(loss).isEqualTo(new LossSmoothedSparseMCXENT(SMOOTHING));
  }

  @Test
  void smoothingHasARange() {
    for (double wrong : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new LossSmoothedSparseMCXENT(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("smoothing");
    }
  }
}
