package org.diabolo.network;

import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.diabolo.batch.Feed;
import org.diabolo.field.Field;

/** Adds layers that lead from {@link Port#CODE} to an output layer called {@link Port#TARGET}. */
interface DecoderFamily {

  /** How {@link Port#GIVEN} is filled; empty where the decoder is given nothing but the code. */
  Optional<Feed> given(Field target);

  /** How what is wanted is laid out. */
  Feed label(Field target);

  /** Whether it reads {@link Port#MEMORY}. */
  default boolean attends() {
    return false;
  }

  /** Whether what it does first takes any bias of the code off again. */
  default boolean centresCode() {
    return false;
  }

  /**
   * @param graph to add to
   * @param target what is decoded
   * @param memory numbers of a vector of the memory; 0 where there is none
   */
  void build(GraphBuilder graph, Field target, int memory);
}
