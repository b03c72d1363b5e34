package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.plan.Pass;

/**
 * One part of the vectors that go into an LSTM, and the rows of its weights that are that part's.
 */
interface LstmPart {

  /**
   * A block of rows of an LSTM's input weights, which lie column-major.
   *
   * @param units of the LSTM
   * @param offset of the block's first row in the parameters
   * @param leading numbers from one column to the next: the rows of all parts
   */
  record Weights(int units, int offset, int leading) {

    /** Offset of a gate's columns. */
    int of(int gate) {
      return offset + gate * units * leading;
    }
  }

  /**
   * @param z pre-activations of the gate, added to
   */
  void forward(Pass pass, int gate, float[] z);

  /**
   * Writes the gradients of the gate's weights and adds up the part's own from gate 0 on.
   *
   * @param dz gradients of the pre-activations
   */
  void backward(Pass pass, int gate, float[] dz);
}
