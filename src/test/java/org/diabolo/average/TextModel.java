package org.diabolo.average;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feed;
import org.diabolo.batch.Feed.Form;
import org.diabolo.batch.Feed.Side;
import org.diabolo.batch.Feeds;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** A small encoder and decoder of text, and words for it. */
final class TextModel {
  static final Feeds FEEDS =
      new Feeds(
          List.of(Feed.of(Side.SOURCE, Form.TOKENS), Feed.of(Side.TARGET, Form.PREVIOUS)),
          List.of(Feed.of(Side.TARGET, Form.TOKENS)));

  private static final int VOCABULARY = 10;
  private static final int HIDDEN = 6;

  private TextModel() {}

  static String graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(0.01))
        .graphBuilder()
        .addInputs("source", "given")
        .addLayer("read", embedding(), "source")
        .addLayer("memory", lstm(4), "read")
        .addVertex("code", new LastTimeStepVertex("source"), "memory")
        .addLayer("heard", embedding(), "given")
        .addVertex("repeated", new DuplicateToTimeSeriesVertex("given"), "code")
        .addVertex("both", new MergeVertex(), "heard", "repeated")
        .addLayer("decoder", lstm(4 + HIDDEN), "both")
        .addLayer(
            "target",
            new RnnOutputLayer.Builder(new LossSparseMCXENT())
                .dataFormat(RNNFormat.NCW)
                .nIn(HIDDEN)
                .nOut(VOCABULARY)
                .activation(Activation.SOFTMAX)
                .build(),
            "decoder")
        .setOutputs("target")
        .build()
        .toJson();
  }

  private static EmbeddingSequenceLayer embedding() {
    return new EmbeddingSequenceLayer.Builder().nIn(VOCABULARY).nOut(4).build();
  }

  private static LSTM lstm(int in) {
    return new LSTM.Builder().nIn(in).nOut(HIDDEN).activation(Activation.TANH).build();
  }

  /** Words of 1 to 9 letters to be spelt backwards, without their first letter if it is a 4. */
  static List<Example> examples(int rows) {
    Random random = new Random(8);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      float[] source = new float[1 + random.nextInt(9)];
      for (int j = 0; j < source.length; j++) {
        source[j] = 4 + random.nextInt(VOCABULARY - 4);
      }
      float[] target = new float[source[0] == 4 ? source.length - 1 : source.length];
      for (int j = 0; j < target.length; j++) {
        target[j] = source[source.length - 1 - j];
      }
      examples.add(new Example("k" + i, source, target));
    }
    return examples;
  }
}
