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
public interface VertexKind<V extends GraphVertex> {

  /**
   * Turns a vertex into nodes.
   *
   * @param vertex to compile
   * @param in what it reads, in order
   * @param build to add parameters and nodes to
   * @return what it writes
   * @throws UncoveredException naming what of the vertex's configuration the plan does not know
   */
  Signal compile(V vertex, List<Signal> in, Build build) throws UncoveredException;

  /**
   * Says whether it can be run step by step: no step may depend on a later one.
   *
   * @param vertex of this kind
   * @param changing of each input, in order, whether it is another at each step; of one at least
   * @return whether
   */
  default boolean stepwise(V vertex, List<Boolean> changing) {
    return false;
  }
}
