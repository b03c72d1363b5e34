package org.diabolo.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.diabolo.batch.Feed;
import org.diabolo.field.Field;

/** Adds layers that lead from {@link Port#SOURCE} to a layer called {@link Port#CODE}. */
interface EncoderFamily {

  /** How {@link Port#SOURCE} is filled. */
  Feed feed(Field source);

  /** Width of the vertex called {@link Port#MEMORY}; 0 where the family has none. */
  default int memory(Field source) {
    return 0;
  }

  /**
   * @param graph to add to
   * @param source what is encoded
   * @param code the layer to be called so
   * @param attended whether a vertex called {@link Port#MEMORY} is asked for, too
   */
  void build(GraphBuilder graph, Field source, DenseLayer code, boolean attended);
}
