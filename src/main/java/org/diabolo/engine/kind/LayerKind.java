package org.diabolo.engine.kind;

import java.util.Set;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * All that is known of one kind of DL4J's layers. What is not overridden follows from DL4J's own
 * classes, and holds for layers of which nothing else is known too.
 *
 * @param <L> the layer's configuration
 */
public interface LayerKind<L extends Layer> {

  /** What a layer does with the dropout of its configuration. */
  enum Dropping {
    /** Drops numbers of its input. */
    INPUT,
    /** Takes no notice of the dropout, which a network gives to it too. */
    NOTHING,
    /** What no node does. */
    UNCOVERED
  }

  /**
   * Turns a layer into nodes.
   *
   * @param layer to compile
   * @param in what it reads, after its preprocessor
   * @param build to add parameters and nodes to
   * @return what it writes
   * @throws UncoveredException naming what of the layer's configuration the plan does not know
   */
  Signal compile(L layer, Signal in, Build build) throws UncoveredException;

  /**
   * Says what becomes of the layer's dropout.
   *
   * @return what its input loses
   */
  default Dropping dropping() {
    return Dropping.UNCOVERED;
  }

  /**
   * Says whether a step of it depends on none that is later, so that it can be run step by step.
   *
   * @return whether
   */
  default boolean stepwise() {
    return false;
  }

  /**
   * Says whether it gives out what it takes in, number for number.
   *
   * @return whether
   */
  default boolean keepsShape() {
    return false;
  }

  /**
   * Says how many numbers the layer takes, of a sequence numbers a step.
   *
   * @param layer of this kind
   * @return how many; 0 where it does not say
   */
  default long inputSize(L layer) {
    return layer instanceof FeedForwardLayer forward ? forward.getNIn() : 0;
  }

  /**
   * Says what the layer takes where no preprocessor is before it.
   *
   * @param layer of this kind
   * @param size {@link #inputSize} of it, above 0
   * @return vectors or sequences; null where it does not say
   */
  default InputType input(L layer, long size) {
    return layer instanceof BaseRecurrentLayer
        ? InputType.recurrent(size)
        : InputType.feedForward(size);
  }

  /**
   * Says how many numbers the layer gives out, of a sequence numbers a step.
   *
   * @param layer of this kind that does not keep shapes
   * @return how many; 0 where it does not say
   */
  default long outputSize(L layer) {
    return layer instanceof FeedForwardLayer forward ? forward.getNOut() : 0;
  }

  /**
   * Gives the layer's loss.
   *
   * @param layer of this kind
   * @return the function; null where the layer has none, or where its labels are images
   */
  default ILossFunction loss(L layer) {
    return layer instanceof BaseOutputLayer output ? output.getLossFn() : null;
  }

  /**
   * Says whether its labels are of the shape of its input, and DL4J knows neither: it takes its
   * output for empty, and frees the memory of labels after each step.
   *
   * @return whether
   */
  default boolean labelsLikeInput() {
    return false;
  }

  /**
   * Names what DL4J keeps among the parameters, but what is made of the rows that were seen.
   *
   * @return DL4J's names
   */
  default Set<String> statistics() {
    return Set.of();
  }
}
