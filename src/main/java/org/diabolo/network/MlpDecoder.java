package org.diabolo.network;

import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.diabolo.batch.Feed;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.MlpSpec;

/**
 * Dense layers up to the target: a sigmoid where its numbers lie in [0, 1], linear elsewhere. Of
 * text each token is told from the code and its position alone.
 */
record MlpDecoder(MlpSpec spec, double labelSmoothing) implements DecoderFamily {

  @Override
  public Optional<Feed> given(Field target) {
    return target instanceof TextField
        ? Optional.of(Feed.of(Feed.Side.TARGET, Feed.Form.POSITIONS))
        : Optional.empty();
  }

  @Override
  public Feed label(Field target) {
    return target instanceof TextField
        ? Feed.of(Feed.Side.TARGET, Feed.Form.TOKENS)
        : Feed.flat(Feed.Side.TARGET);
  }

  @Override
  public boolean centresCode() {
    return spec.norm() == Norm.BATCH && !spec.layers().isEmpty();
  }

  @Override
  public void build(GraphBuilder graph, Field target, int memory) {
    if (target instanceof NumberField numbers) {
      String hidden = DenseStack.build(graph, "decoder", Port.CODE, spec);
      graph.addLayer(Port.TARGET, Outputs.numbers(numbers), hidden);
    } else {
      text(graph, (TextField) target);
    }
  }

  private void text(GraphBuilder graph, TextField target) {
    if (spec.norm() == Norm.BATCH) {
      throw new InvalidJobException(
          "decoder.norm: found batch, allowed: none | layer where an mlp decodes text (the padding"
              + " of a batch would count as much as its text)");
    }
    String in = GivenText.positions(graph, target, spec.embedding());
    graph.addLayer(
        Port.TARGET,
        Outputs.tokens(target, labelSmoothing, 1),
        DenseStack.build(graph, "decoder", in, spec));
  }
}
