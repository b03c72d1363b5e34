package org.diabolo.engine.fused.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.diabolo.engine.fused.kernel.Vectors;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** Sum, difference, product, mean or maximum of signals of one shape, number by number. */
final class ElementWise implements Node {
  private final ElementWiseVertex.Op op;
  private final List<Signal> in;
  private final Signal out;
  private final CommonMask mask = new CommonMask();
  private float[] rest = {};

  private ElementWise(ElementWiseVertex.Op op, List<Signal> in, Signal out) {
    this.op = op;
    this.in = List.copyOf(in);
    this.out = out;
  }

  static Signal compile(ElementWiseVertex vertex, List<Signal> in, Build build)
      throws UncoveredException {
    ElementWiseVertex.Op op = vertex.getOp();
    Signal first = in.get(0);
    for (Signal next : in) {
      build.require(next.shape().equals(first.shape()), "inputs of several shapes");
    }
    build.require(op != ElementWiseVertex.Op.Subtract || in.size() == 2, "difference of not two");
    Signal out = build.signal(first.shape(), in.toArray(Signal[]::new));
    build.add(new ElementWise(op, in, out));
    return out;
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
      switch (op) {
        case Add, Average -> Vectors.add(x, y, count);
        case Subtract -> subtract(x, y, count);
        case Product -> Vectors.multiply(x, y, y, count);
        case Max -> max(x, y, count);
      }
    }
    if (op == ElementWiseVertex.Op.Average) {
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
    if (op == ElementWiseVertex.Op.Max) {
      rest = Signal.room(rest, count);
      System.arraycopy(out.deltas(), 0, rest, 0, count);
    }
    for (int i = 0; i < in.size(); i++) {
      if (in.get(i).trained()) {
        backward(i, in.get(i).deltas(), count);
      } else if (op == ElementWiseVertex.Op.Max) {
        claim(in.get(i).values(), out.values(), rest, rest, count);
      }
    }
  }

  private void backward(int i, float[] dx, int count) {
    if (op == ElementWiseVertex.Op.Max) {
      claim(in.get(i).values(), out.values(), rest, dx, count);
      return;
    }
    System.arraycopy(out.deltas(), 0, dx, 0, count);
    switch (op) {
      case Average -> Vectors.scale(dx, 0, count, 1f / in.size());
      case Subtract -> Vectors.scale(dx, 0, count, i == 0 ? 1 : -1);
      case Product -> {
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
