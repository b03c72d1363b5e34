package org.diabolo.network;

import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;

/** Layers of sequences. */
final class Recurrent {
  private Recurrent() {}

  /**
   * A vector for each of a number of ids. They begin with variance 1, which is what the layers that
   * read them are initialised for.
   */
  static EmbeddingSequenceLayer embedding(int ids, int size) {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(ids)
        .nOut(size)
        .hasBias(false)
        .activation(Activation.IDENTITY)
        .weightInit(new NormalDistribution(0, 1))
        .build();
  }

  /** An LSTM that remembers at first (Jozefowicz et al. 2015, section 2.2: a forget bias of 1). */
  static LSTM lstm(int width, double keep) {
    return new LSTM.Builder()
        .nOut(width)
        .activation(Activation.TANH)
        .weightInit(WeightInit.XAVIER)
        .forgetGateBiasInit(1)
        .dropOut(keep)
        .build();
  }

  /** What DL4J asks for is the share that stays. */
  static double keep(double dropout) {
    return 1 - dropout;
  }
}
