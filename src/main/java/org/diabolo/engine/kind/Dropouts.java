package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.diabolo.engine.fused.layer.Dropout;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** What DL4J's layers do with the dropout of their configuration: drop numbers of their input. */
final class Dropouts {
  private Dropouts() {}

  /** What a layer reads of a signal, once it has dropped of it what it drops. */
  static Signal before(Layer layer, Signal in, Build build) throws UncoveredException {
    IDropout dropout = layer.getIDropout();
    LayerKind.Dropping dropping = Kinds.covered(layer.getClass()).dropping();
    if (dropout == null || dropping == LayerKind.Dropping.NOTHING) {
      return in;
    }
    build.require(
        dropping == LayerKind.Dropping.INPUT
            && dropout instanceof org.deeplearning4j.nn.conf.dropout.Dropout plain
            && plain.getPSchedule() == null,
        "dropout by " + dropout.getClass().getSimpleName() + " or of a schedule");
    double keep = ((org.deeplearning4j.nn.conf.dropout.Dropout) dropout).getP();
    if (keep >= 1) {
      return in;
    }
    Signal out = build.signal(in.shape(), in);
    build.add(new Dropout(in, out, keep, build.draw()));
    return out;
  }
}
