package org.diabolo.engine.fused.layer;

import java.util.List;
import org.diabolo.engine.fused.kernel.Vectors;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** Sum, difference, product, mean or maximum of signals of one shape, number by number. */
public final class ElementWise implements Node {

  /** What becomes of the numbers. */
  public enum Operation {
    /** The sum of all. */
    ADD,
    /** The first less all others. */
    SUBTRACT,
    /** The product of all. */
    MULTIPLY,
    /** The mean of all. */
    AVERAGE,
    /** The largest; its gradient goes to the first that is as large. */
    MAX
  }

  private final Operation operation;
  private final List<Signal> in;
  private final Signal out;
  private final CommonMask mask = new CommonMask();
  private float[] rest = {};

  /**
   * @param operation of the numbers at one place; of two signals where it is a difference
   * @param in of one shape
   * @param out of that shape too
   */
  public ElementWise(Operation operation, List<Signal> in, Signal out) {
    this.operation = operation;
    this.in = List.copyOf(in);
    this.out = out;
  }

  /**
   * @throws IllegalArgumentException when the sequences differ in length
   */
  @Override
  public void forward(Pass pass) {
    Signal first = in.get(0);
    out.set(pass, first.length(), mask.of(pass, in));
    int count = out.vectors(pass) * out.size();
    float[] y = out.values();
    System.arraycopy(first.values(), 0, y, 0, count);
    for (int i = 1; i < in.size(); i++) {
      if (in.get(i).length() != first.length()) {
        throw new IllegalArgumentException(
            "sequences of " + first.length() + " and " + in.get(i).length() + " steps");
      }
      float[] x = in.get(i).values();
      switch (operation) {
        case ADD, AVERAGE -> Vectors.add(x, y, count);
        case SUBTRACT -> subtract(x, y, count);
        case MULTIPLY -> Vectors.multiply(x, y, y, count);
        case MAX -> max(x, y, count);
      }
    }
    if (operation == Operation.AVERAGE) {
      Vectors.scale(y, 0, count, 1f / in.size());
    }
  }

  private static void subtract(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] -= x[i];
    }
  }

  private static void max(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = Math.max(y[i], x[i]);
    }
  }

  @Override
  public void backward(Pass pass) {
    int count = out.vectors(pass) * out.size();
    if (operation == Operation.MAX) {
      rest = Signal.room(rest, count);
      System.arraycopy(out.deltas(), 0, rest, 0, count);
    }
    for (int i = 0; i < in.size(); i++) {
      if (in.get(i).trained()) {
        backward(i, in.get(i).deltas(), count);
      } else if (operation == Operation.MAX) {
        claim(in.get(i).values(), out.values(), rest, rest, count);
      }
    }
  }

  private void backward(int i, float[] dx, int count) {
    if (operation == Operation.MAX) {
      claim(in.get(i).values(), out.values(), rest, dx, count);
      return;
    }
    System.arraycopy(out.deltas(), 0, dx, 0, count);
    switch (operation) {
      case AVERAGE -> Vectors.scale(dx, 0, count, 1f / in.size());
      case SUBTRACT -> Vectors.scale(dx, 0, count, i == 0 ? 1 : -1);
      case MULTIPLY -> {
        for (int j = 0; j < in.size(); j++) {
          if (j != i) {
            Vectors.multiply(dx, in.get(j).values(), dx, count);
          }
        }
      }
      default -> {}
    }
  }

  /** The gradient of a maximum goes to the first that has it: what one takes, none after gets. */
  private static void claim(float[] x, float[] y, float[] rest, float[] dx, int count) {
    for (int i = 0; i < count; i++) {
      float left = rest[i];
      boolean largest = x[i] == y[i];
      rest[i] = largest ? 0 : left;
      if (dx != rest) {
        dx[i] = largest ? left : 0;
      }
    }
  }
}
