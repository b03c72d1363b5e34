package org.diabolo.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.diabolo.batch.Feed;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * A graph that the user brings, from {@code code}, {@code memory} and {@code given}, as far as it
 * has inputs of these names, to an output layer {@code target}. Text is written token by token
 * where it is given the one before, all at once where it is not.
 *
 * @param graph as it was read
 * @param code numbers of a code
 * @param settings put on its layers
 */
record UserDecoder(UserGraph graph, int code, LayerSettings settings) implements DecoderFamily {

  @Override
  public Optional<Feed> given(Field target) {
    if (!checked().getNetworkInputs().contains(Port.GIVEN)) {
      return Optional.empty();
    }
    if (!(target instanceof TextField)) {
      throw graph.wrong("an input given", "code, memory (only text is given token by token)");
    }
    return Optional.of(Feed.of(Feed.Side.TARGET, Feed.Form.PREVIOUS));
  }

  @Override
  public Feed label(Field target) {
    ComputationGraphConfiguration checked = checked();
    Layer last = UserGraph.layer(checked.getVertices().get(Port.TARGET));
    boolean steps = last instanceof RnnOutputLayer || last instanceof RnnLossLayer;
    if (target instanceof NumberField numbers) {
      return steps
          ? Feed.steps(Feed.Side.TARGET, RnnEncoder.steps(numbers))
          : Feed.flat(Feed.Side.TARGET);
    }
    return checked.getNetworkInputs().contains(Port.GIVEN)
        ? Feed.of(Feed.Side.TARGET, Feed.Form.TOKENS)
        : Feed.padded(Feed.Side.TARGET, ((TextField) target).maxLength() + 1);
  }

  @Override
  public boolean attends() {
    return checked().getNetworkInputs().contains(Port.MEMORY);
  }

  @Override
  public void build(GraphBuilder into, Field target, int memory) {
    ComputationGraphConfiguration fitted = fitted(target);
    checkSize(fitted(target), target, memory);
    graph.splice(fitted, into, "decoder", List.of(Port.TARGET), settings);
  }

  private void checkSize(ComputationGraphConfiguration fitted, Field target, int memory) {
    List<InputType> inputs = new ArrayList<>();
    for (String name : fitted.getNetworkInputs()) {
      inputs.add(
          switch (name) {
            case Port.CODE -> InputType.feedForward(code);
            case Port.MEMORY -> InputType.recurrent(memory);
            default -> InputType.recurrent(1);
          });
    }
    InputType found = graph.types(fitted, inputs).get(Port.TARGET);
    if (target instanceof NumberField numbers) {
      Feed label = label(target);
      int size = numbers.size() / Math.max(1, label.steps());
      boolean fits =
          label.form() == Feed.Form.FLAT
              ? found.arrayElementsPerExample() == size
              : found instanceof InputType.InputTypeRecurrent steps && steps.getSize() == size;
      if (!fits) {
        throw graph.wrong(
            "a target that is " + found,
            size
                + " numbers"
                + (label.form() == Feed.Form.FLAT
                    ? ""
                    : " at each of " + label.steps() + " steps"));
      }
    }
  }

  /** With as many tokens as the vocabulary has, which only the data tell, and the job's loss. */
  private ComputationGraphConfiguration fitted(Field target) {
    ComputationGraphConfiguration checked = checked();
    if (!(target instanceof TextField text)) {
      return checked;
    }
    int tokens = text.vocabulary().size();
    graph.setTokens(checked, Port.GIVEN, tokens);
    boolean tellsTokens =
        UserGraph.layer(checked.getVertices().get(Port.TARGET)) instanceof RnnOutputLayer output
            && output.getLossFn() instanceof LossSparseMCXENT
            && output.getActivationFn() instanceof ActivationSoftmax;
    if (!tellsTokens) {
      throw graph.wrong(
          "another layer as target",
          "an RnnOutputLayer with softmax and LossSparseMCXENT (the target is text, tokens come as"
              + " ids)");
    }
    RnnOutputLayer output =
        (RnnOutputLayer) UserGraph.layer(checked.getVertices().get(Port.TARGET));
    output.setNOut(tokens);
    double smoothing = settings.train().regularization().labelSmoothing();
    if (smoothing > 0) {
      ILossFunction loss = new LossSmoothedSparseMCXENT(smoothing);
      output.setLossFn(loss);
    }
    return checked;
  }

  private ComputationGraphConfiguration checked() {
    ComputationGraphConfiguration parsed = graph.parsed();
    List<String> inputs = parsed.getNetworkInputs();
    boolean known = List.of(Port.CODE, Port.MEMORY, Port.GIVEN).containsAll(inputs);
    if (!known || !inputs.contains(Port.CODE)) {
      throw graph.wrong("inputs " + inputs, "code, and memory and given if it reads them");
    }
    if (!parsed.getVertices().containsKey(Port.TARGET)) {
      throw graph.wrong(
          "vertices " + parsed.getVertices().keySet(), "an output layer called target among them");
    }
    Layer last = UserGraph.layer(parsed.getVertices().get(Port.TARGET));
    boolean compares =
        last instanceof BaseOutputLayer
            || last instanceof LossLayer
            || last instanceof RnnLossLayer;
    if (!compares) {
      throw graph.wrong(
          "a target without a loss", "an output layer, for example OutputLayer or RnnOutputLayer");
    }
    return parsed;
  }
}
