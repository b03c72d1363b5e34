package org.diabolo.engine.kind;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.diabolo.engine.fused.layer.StepsAsColumns;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's rows read as another shape; images lie as flat rows with their channels first. */
final class ReshapeKind implements VertexKind<ReshapeVertex> {

  @Override
  public Signal compile(ReshapeVertex to, List<Signal> in, Build build) throws UncoveredException {
    Signal from = in.get(0);
    int[] shape = to.getNewShape();
    build.require(to.getReshapeOrder() == 'c' && to.getMaskShape() == null, "order or mask");
    build.require(shape[0] == -1, "a fixed number of rows");
    if (shape.length == 3) {
      return toSequence(from, shape[1], shape[2], build);
    }
    build.require(shape.length == 2 || shape.length == 4, shape.length + " dimensions");
    Shape other =
        shape.length == 2 ? Shape.flat(shape[1]) : Shape.image(shape[1], shape[2], shape[3]);
    if (from.shape().kind() == Shape.Kind.SEQUENCE) {
      return fromSequence(from, other, build);
    }
    build.require(
        other.size() == from.size(), "rows of " + other.size() + ", is given " + from.size());
    return from.as(other);
  }

  private static Signal toSequence(Signal in, int size, int steps, Build build)
      throws UncoveredException {
    build.require(in.shape().kind() != Shape.Kind.SEQUENCE, "sequences of another length");
    build.require(in.size() == size * steps, "rows of " + size * steps + ", is given " + in.size());
    Signal out = build.signal(Shape.sequence(size), in);
    build.add(new StepsAsColumns(out, in, steps, /* forth= */ false));
    return out;
  }

  private static Signal fromSequence(Signal in, Shape shape, Build build)
      throws UncoveredException {
    build.require(
        shape.size() % in.size() == 0, "rows of " + shape.size() + " of steps of " + in.size());
    Signal out = build.signal(shape, in);
    build.add(new StepsAsColumns(in, out, shape.size() / in.size(), /* forth= */ true));
    return out;
  }
}
