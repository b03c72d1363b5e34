package org.diabolo.engine.fused.plan;

/** A node that weighs the steps of a sequence. */
public interface Attending extends Node {

  /**
   * @param pass after {@link #forward}
   * @return {@code [rows][queries][keys]}, the mean over the heads; a new array
   */
  float[] weights(Pass pass);
}
