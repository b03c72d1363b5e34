package org.diabolo.engine.kind;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.diabolo.engine.fused.layer.ElementWise;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's sum, difference, product, mean or maximum of what comes in. */
final class ElementWiseKind implements VertexKind<ElementWiseVertex> {

  @Override
  public Signal compile(ElementWiseVertex vertex, List<Signal> in, Build build)
      throws UncoveredException {
    for (Signal next : in) {
      build.require(next.shape().equals(in.get(0).shape()), "inputs of several shapes");
    }
    ElementWise.Operation operation = operation(vertex.getOp());
    build.require(
        operation != ElementWise.Operation.SUBTRACT || in.size() == 2, "difference of not two");
    return compile(operation, in, build);
  }

  @Override
  public boolean stepwise(ElementWiseVertex vertex, List<Boolean> changing) {
    return true;
  }

  private static ElementWise.Operation operation(ElementWiseVertex.Op op) {
    return switch (op) {
      case Add -> ElementWise.Operation.ADD;
      case Subtract -> ElementWise.Operation.SUBTRACT;
      case Product -> ElementWise.Operation.MULTIPLY;
      case Average -> ElementWise.Operation.AVERAGE;
      case Max -> ElementWise.Operation.MAX;
    };
  }

  /** Of signals of one shape. */
  static Signal compile(ElementWise.Operation operation, List<Signal> in, Build build) {
    Signal out = build.signal(in.get(0).shape(), in.toArray(Signal[]::new));
    build.add(new ElementWise(operation, in, out));
    return out;
  }
}
