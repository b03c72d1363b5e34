package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.layers.Layer;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/**
 * How one kind of DL4J's layers becomes nodes.
 *
 * @param <L> the layer's configuration
 */
@FunctionalInterface
interface LayerKind<L extends Layer> {

  /**
   * @param layer to compile
   * @param in what it reads, after its preprocessor
   * @param build to add parameters and nodes to
   * @return what it writes
   * @throws UncoveredException naming what of the layer's configuration the plan does not know
   */
  Signal compile(L layer, Signal in, Build build) throws UncoveredException;
}
