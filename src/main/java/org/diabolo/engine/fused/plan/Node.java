package org.diabolo.engine.fused.plan;

/**
 * One operation of a plan. Nodes hold signals and buffers of their own, so a plan is one thread's.
 * In the steady state neither method allocates: buffers only grow.
 */
public interface Node {

  /**
   * Reads the values of the signals that come in, sets length, mask and values of the one that goes
   * out.
   *
   * @param pass the batch at hand
   */
  void forward(Pass pass);

  /**
   * Reads the deltas of the signal that goes out, overwrites those of the signals that come in (of
   * those that are {@link Signal#trained}) and this node's gradients. May use the outgoing deltas
   * as scratch. Called after {@link #forward} in a pass of training only.
   *
   * @param pass the batch at hand
   */
  void backward(Pass pass);
}
