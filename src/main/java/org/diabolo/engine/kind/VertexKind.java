package org.diabolo.engine.kind;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/**
 * How one kind of DL4J's vertices that are no layers becomes nodes.
 *
 * @param <V> the vertex's configuration
 */
@FunctionalInterface
interface VertexKind<V extends GraphVertex> {

  /**
   * @param vertex to compile
   * @param in what it reads, in order
   * @param build to add parameters and nodes to
   * @return what it writes
   * @throws UncoveredException naming what of the vertex's configuration the plan does not know
   */
  Signal compile(V vertex, List<Signal> in, Build build) throws UncoveredException;
}
