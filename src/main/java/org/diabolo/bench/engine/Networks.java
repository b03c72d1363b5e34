package org.diabolo.bench.engine;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** What the cases' networks and batches have in common. */
final class Networks {
  /** Of Adam, in every engine. */
  static final double RATE = 0.001;

  private Networks() {}

  static GraphBuilder builder() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(RATE))
        .weightInit(WeightInit.XAVIER)
        .activation(Activation.IDENTITY)
        .graphBuilder();
  }

  /** Numbers from 0 to 1. */
  static float[] numbers(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble();
    }
    return numbers;
  }

  /** Ids below {@code vocabulary}. */
  static float[] tokens(int count, int vocabulary, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] tokens = new float[count];
    for (int i = 0; i < count; i++) {
      tokens[i] = random.nextInt(vocabulary);
    }
    return tokens;
  }
}
