package org.diabolo.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/** Adds layers that lead from {@link Port#SOURCE} to a layer called {@link Port#CODE}. */
interface EncoderFamily {

  /**
   * @param graph to add to
   * @param code width of the code
   */
  void build(GraphBuilder graph, int code);
}
