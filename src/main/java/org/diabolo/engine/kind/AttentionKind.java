package org.diabolo.engine.kind;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.diabolo.engine.fused.layer.Affine;
import org.diabolo.engine.fused.layer.DotProductAttention;
import org.diabolo.engine.fused.layer.DoubledGradient;
import org.diabolo.engine.fused.layer.Masking;
import org.diabolo.engine.fused.layer.RowMajorProduct;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/**
 * DL4J's AttentionVertex: scaled dot-product attention of several heads, over projections or over
 * what comes in. Vaswani et al., Attention Is All You Need, 2017, equation 1 and section 3.2.2.
 */
final class AttentionKind implements VertexKind<AttentionVertex> {

  private static final int INPUTS = 3;

  @Override
  public Signal compile(AttentionVertex vertex, List<Signal> in, Build build)
      throws UncoveredException {
    build.require(in.size() == INPUTS, "attention without queries, keys and values");
    for (Signal signal : in) {
      build.require(signal.shape().kind() == Shape.Kind.SEQUENCE, "attention over no sequence");
    }
    build.require(
        vertex.getGradientNormalization() == null
            || vertex.getGradientNormalization() == GradientNormalization.None,
        "gradient normalisation");
    Signal out = vertex.isProjectInput() ? project(vertex, in, build) : attend(in, 1, build);
    build.add(new Masking(out));
    build.add(new DoubledGradient(out));
    return out;
  }

  @Override
  public boolean stepwise(AttentionVertex vertex, List<Boolean> changing) {
    // Only the queries may be another at each step.
    return !changing.get(1) && !changing.get(2);
  }

  private static Signal project(AttentionVertex vertex, List<Signal> in, Build build)
      throws UncoveredException {
    int heads = vertex.getNHeads();
    int projected = heads * (int) vertex.getHeadSize();
    long[] sizes = {vertex.getNInQueries(), vertex.getNInKeys(), vertex.getNInValues()};
    String[] names = {"Wq", "Wk", "Wv"};
    List<Signal> projections = new ArrayList<>();
    for (int i = 0; i < INPUTS; i++) {
      Signal from = in.get(i);
      build.require(
          sizes[i] == from.size(), "takes " + sizes[i] + " numbers, is given " + from.size());
      // (heads · head size) × size by rows is size × (heads · head size) by columns, as of a layer.
      int weights = build.parameter(vertex, names[i], projected * from.size());
      Signal projection = build.signal(Shape.sequence(projected), from);
      // With a Stepwise the projections of what is attended to are computed once.
      build.add(new Affine(from, projection, weights, -1), projection);
      projections.add(projection);
    }
    int size = (int) vertex.getNOut();
    int weights = build.parameter(vertex, "Wo", projected * size);
    Signal attended = attend(projections, heads, build);
    Signal out = build.signal(Shape.sequence(size), attended);
    build.add(new RowMajorProduct(attended, out, weights));
    return out;
  }

  private static Signal attend(List<Signal> in, int heads, Build build) throws UncoveredException {
    Signal queries = in.get(0);
    Signal keys = in.get(1);
    Signal values = in.get(2);
    build.require(queries.size() == keys.size(), "queries and keys of different sizes");
    Signal out = build.signal(Shape.sequence(values.size()), queries, keys, values);
    build.add(new DotProductAttention(queries, keys, values, out, heads));
    return out;
  }
}
