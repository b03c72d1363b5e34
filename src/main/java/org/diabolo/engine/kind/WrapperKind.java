package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * A layer around another, which says what goes in. Only the one inside drops what it reads.
 *
 * @param <L> DL4J's configurations
 */
interface WrapperKind<L extends Layer> extends LayerKind<L> {

  /** The layer that reads the input. */
  Layer inside(L layer);

  @Override
  default Dropping dropping() {
    return Dropping.NOTHING;
  }

  @Override
  default long inputSize(L layer) {
    Layer inside = inside(layer);
    return Kinds.of(inside).inputSize(inside);
  }

  @Override
  default InputType input(L layer, long size) {
    Layer inside = inside(layer);
    return Kinds.of(inside).input(inside, size);
  }
}
