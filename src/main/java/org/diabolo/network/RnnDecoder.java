package org.diabolo.network;

import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.diabolo.batch.Feed;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.diabolo.job.RnnSpec;
import org.nd4j.linalg.activations.Activation;

/**
 * LSTM layers that write text token by token, given the one before and the code; or an image row by
 * row of pixels, or a vector number by number, where each step has a linear reading of the code of
 * its own.
 */
record RnnDecoder(RnnSpec spec, double labelSmoothing) implements DecoderFamily {

  @Override
  public Optional<Feed> given(Field target) {
    return target instanceof TextField
        ? Optional.of(Feed.of(Feed.Side.TARGET, Feed.Form.PREVIOUS))
        : Optional.empty();
  }

  @Override
  public Feed label(Field target) {
    return target instanceof NumberField numbers
        ? Feed.steps(Feed.Side.TARGET, RnnEncoder.steps(numbers))
        : Feed.of(Feed.Side.TARGET, Feed.Form.TOKENS);
  }

  @Override
  public boolean attends() {
    return spec.attention() != RnnSpec.Attention.NONE;
  }

  @Override
  public void build(GraphBuilder graph, Field target, int memory) {
    String in =
        target instanceof NumberField numbers
            ? unrolled(graph, RnnEncoder.steps(numbers))
            : GivenText.previous(graph, (TextField) target, spec.embedding());
    double keep = Recurrent.keep(spec.dropout());
    int layers = spec.layers().size();
    for (int i = 0; i < layers; i++) {
      String name = "decoder-" + i;
      int width = spec.layers().get(i);
      graph.addLayer(name, Recurrent.lstm(width, keep), in);
      in = name;
      if (attends() && i == spec.attending()) {
        String seen = new AttentionStep(spec, memory, width).build(graph, name);
        in = spec.attend() == RnnSpec.Attend.AFTER ? attentional(graph, seen, width) : seen;
      }
    }
    graph.addLayer(
        Port.TARGET,
        target instanceof NumberField numbers
            ? Outputs.steps(numbers, numbers.size() / RnnEncoder.steps(numbers), keep)
            : Outputs.tokens((TextField) target, labelSmoothing, keep),
        in);
  }

  /** Luong et al. 2015, equation 5. */
  private static String attentional(GraphBuilder graph, String seen, int width) {
    String name = "decoder-attentional";
    graph.addLayer(
        name,
        new DenseLayer.Builder()
            .nOut(width)
            .weightInit(WeightInit.XAVIER)
            .activation(Activation.TANH)
            .build(),
        seen);
    return name;
  }

  /** No input says how many steps there are, so they are made of the code. */
  private String unrolled(GraphBuilder graph, int steps) {
    graph
        .addLayer("decoder-steps", DenseStack.linear(steps * spec.embedding()), Port.CODE)
        .addVertex(
            "decoder-unrolled", new ReshapeVertex(-1, spec.embedding(), steps), "decoder-steps");
    return "decoder-unrolled";
  }
}
