package org.diabolo.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.diabolo.field.Field;

/** Adds layers that lead from {@link Port#CODE} to an output layer called {@link Port#TARGET}. */
interface DecoderFamily {

  /**
   * @param graph to add to
   * @param target what is decoded
   */
  void build(GraphBuilder graph, Field target);
}
