package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.kernel.LstmCell;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Rows;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.Stateful;

/**
 * An LSTM without peepholes. Each gate has a matrix of its own, in the order of DL4J's columns:
 * candidate, forget gate, output gate, input gate ("IFOG"). All of them, the cells and the outputs
 * lie alike, {@code [length][rows][size]}, so that a step's loops vectorise.
 */
public final class Lstm implements Stateful {

  /** Which way an LSTM goes through time. */
  public enum Direction {
    /** From the first step to the last. */
    FORWARD,
    /** From the last step to the first. */
    BACKWARD
  }

  /**
   * What an LSTM does at steps that are masked: DL4J's ignores masks, except where a LastTimeStep
   * around it hands it one.
   */
  public enum Masked {
    /** They are steps like others. */
    IGNORED,
    /** Cell and output are 0 there, so that what comes after begins anew. */
    ZERO
  }

  /** Matrices of the input's weights, of the recurrent ones, and vectors of the bias. */
  public static final int GATES = 4;

  private final LstmInput input;
  private final Signal in;
  private final Signal out;
  private final int recurrent;
  private final Direction direction;
  private final Masked masked;
  private final float[][] gates = new float[GATES][0];
  private float[] previous = {};
  private float[] cell = {};
  private float[] activated = {};
  private float[] lastOutput;
  private float[] lastCell;

  /**
   * @param in sequences
   * @param input what reads them
   * @param out sequences of outputs
   * @param recurrent offset of the recurrent weights in the parameters
   * @param direction through time
   * @param masked what happens at steps that are masked
   */
  public Lstm(
      Signal in, LstmInput input, Signal out, int recurrent, Direction direction, Masked masked) {
    this.in = in;
    this.input = input;
    this.out = out;
    this.recurrent = recurrent;
    this.direction = direction;
    this.masked = masked;
  }

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    int step = pass.rows() * out.size();
    int length = out.length();
    int count = length * step;
    for (int gate = 0; gate < GATES; gate++) {
      gates[gate] = Signal.room(gates[gate], count);
    }
    previous = Signal.room(previous, count);
    cell = Signal.room(cell, count);
    activated = Signal.room(activated, count);
    input.forward(pass, gates, in.vectors(pass));
    for (int i = 0; i < length; i++) {
      int at = time(i) * step;
      if (i > 0) {
        recur(pass, out.values(), time(i - 1) * step, at);
        System.arraycopy(cell, time(i - 1) * step, previous, at, step);
      } else if (pass.stepping() && lastOutput != null) {
        recur(pass, lastOutput, 0, at);
        System.arraycopy(lastCell, 0, previous, at, step);
      } else {
        Arrays.fill(previous, at, at + step, 0);
      }
      LstmCell.forward(
          gates[0],
          gates[1],
          gates[2],
          gates[3],
          previous,
          cell,
          activated,
          out.values(),
          at,
          at + step);
      if (masked == Masked.ZERO && out.mask() != null) {
        zero(pass, time(i));
      }
    }
    if (pass.stepping()) {
      int at = time(length - 1) * step;
      lastOutput = Arrays.copyOfRange(out.values(), at, at + step);
      lastCell = Arrays.copyOfRange(cell, at, at + step);
    }
  }

  @Override
  public void clear() {
    lastOutput = null;
    lastCell = null;
  }

  @Override
  public void select(int[] rows) {
    if (lastOutput != null) {
      // Of a single step, how many rows there were does not matter.
      lastOutput = Rows.select(lastOutput, 1, 0, out.size(), rows);
      lastCell = Rows.select(lastCell, 1, 0, out.size(), rows);
    }
  }

  /** The step that comes as number {@code i}. */
  private int time(int i) {
    return direction == Direction.FORWARD ? i : out.length() - 1 - i;
  }

  /** Adds what the outputs of the step before give to the gates. */
  private void recur(Pass pass, float[] h, int before, int at) {
    int size = out.size();
    int rows = pass.rows();
    float[] p = pass.parameters();
    for (int gate = 0; gate < GATES; gate++) {
      int w = recurrent + gate * size * size;
      Blas.multiply(
          "T", "N", size, rows, size, p, w, size, h, before, size, 1, gates[gate], at, size);
    }
  }

  private void zero(Pass pass, int time) {
    int size = out.size();
    for (int vector = time * pass.rows(); vector < (time + 1) * pass.rows(); vector++) {
      if (out.mask()[vector] == 0) {
        Arrays.fill(out.values(), vector * size, (vector + 1) * size, 0);
        Arrays.fill(cell, vector * size, (vector + 1) * size, 0);
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    int step = pass.rows() * out.size();
    int length = out.length();
    // The cells are known as the next steps' previous ones: their array now holds their gradients.
    Arrays.fill(cell, time(length - 1) * step, (time(length - 1) + 1) * step, 0);
    for (int i = length - 1; i >= 0; i--) {
      int at = time(i) * step;
      if (masked == Masked.ZERO && out.mask() != null) {
        addMasked(pass, time(i));
      }
      LstmCell.backward(
          gates[0],
          gates[1],
          gates[2],
          gates[3],
          previous,
          cell,
          activated,
          out.deltas(),
          at,
          at + step);
      if (i > 0) {
        int before = time(i - 1) * step;
        System.arraycopy(activated, at, cell, before, step);
        recurBack(pass, before, at);
      }
    }
    recurrentGradients(pass);
    input.backward(pass, gates, in.vectors(pass));
  }

  /** DL4J takes the slope of tanh at the zeroed cell, which is 1, not at the one before that. */
  private void addMasked(Pass pass, int time) {
    int size = out.size();
    for (int vector = time * pass.rows(); vector < (time + 1) * pass.rows(); vector++) {
      if (out.mask()[vector] == 0) {
        for (int k = vector * size; k < (vector + 1) * size; k++) {
          cell[k] += out.deltas()[k] * gates[2][k] * activated[k] * activated[k];
        }
      }
    }
  }

  private void recurBack(Pass pass, int before, int at) {
    int size = out.size();
    int rows = pass.rows();
    float[] p = pass.parameters();
    float[] dh = out.deltas();
    for (int gate = 0; gate < GATES; gate++) {
      int w = recurrent + gate * size * size;
      Blas.multiply(
          "N", "N", size, rows, size, p, w, size, gates[gate], at, size, 1, dh, before, size);
    }
  }

  /** One product a gate over all steps but the first, which nothing came before. */
  private void recurrentGradients(Pass pass) {
    int size = out.size();
    int step = pass.rows() * size;
    int count = (out.length() - 1) * pass.rows();
    float[] g = pass.gradients();
    if (count == 0) {
      Arrays.fill(g, recurrent, recurrent + GATES * size * size, 0);
      return;
    }
    int before = direction == Direction.FORWARD ? 0 : step;
    int after = step - before;
    float[] h = out.values();
    for (int gate = 0; gate < GATES; gate++) {
      int w = recurrent + gate * size * size;
      Blas.multiply(
          "N", "T", size, size, count, h, before, size, gates[gate], after, size, 0, g, w, size);
    }
  }
}
