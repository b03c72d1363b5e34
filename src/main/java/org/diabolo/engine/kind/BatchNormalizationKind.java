package org.diabolo.engine.kind;

import java.util.Set;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.diabolo.engine.fused.layer.RunningStatistics;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's batch normalisation: γ and β unless they are fixed, then the running statistics. */
final class BatchNormalizationKind implements LayerKind<BatchNormalization> {

  @Override
  public Signal compile(BatchNormalization layer, Signal in, Build build)
      throws UncoveredException {
    // DL4J takes the rows of a sequence for its channels, and works for batches of that size only.
    build.require(in.shape().kind() != Shape.Kind.SEQUENCE, "sequences");
    build.require(layer.getCnn2DFormat() == CNN2DFormat.NCHW, "channels last");
    int size = in.shape().channels();
    build.require(
        layer.getNOut() == size, "takes " + layer.getNOut() + " channels, is given " + size);
    // DL4J's forward pass leaves out fixed ones of which one is at its default, the backward not.
    build.require(
        !layer.isLockGammaBeta() || layer.getGamma() == 1 && layer.getBeta() == 0,
        "fixed gamma and beta");
    int gamma = -1;
    if (!layer.isLockGammaBeta()) {
      gamma = build.parameter(layer, BatchNormalizationParamInitializer.GAMMA, size);
      build.parameter(layer, BatchNormalizationParamInitializer.BETA, size);
    }
    int mean = build.statistic(layer, BatchNormalizationParamInitializer.GLOBAL_MEAN, size);
    boolean logarithm = layer.isUseLogStd();
    int spread =
        build.statistic(
            layer,
            logarithm
                ? BatchNormalizationParamInitializer.GLOBAL_LOG_STD
                : BatchNormalizationParamInitializer.GLOBAL_VAR,
            size);
    Signal out = build.signal(in.shape(), in);
    RunningStatistics running =
        new RunningStatistics(mean, spread, logarithm, layer.getDecay(), size);
    build.add(
        new org.diabolo.engine.fused.layer.BatchNormalization(
            in, out, gamma, running, layer.getEps()));
    return out;
  }

  @Override
  public Dropping dropping() {
    return Dropping.NOTHING;
  }

  @Override
  public boolean keepsShape() {
    return true;
  }

  @Override
  public Set<String> statistics() {
    return Set.of(
        BatchNormalizationParamInitializer.GLOBAL_MEAN,
        BatchNormalizationParamInitializer.GLOBAL_VAR,
        BatchNormalizationParamInitializer.GLOBAL_LOG_STD);
  }
}
