package org.diabolo.engine.kind;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's vertex of nothing but a preprocessor. */
final class PreprocessorVertexKind implements VertexKind<PreprocessorVertex> {

  @Override
  public Signal compile(PreprocessorVertex vertex, List<Signal> in, Build build)
      throws UncoveredException {
    return Kinds.ALL.compile(vertex.getPreProcessor(), in.get(0), build);
  }

  @Override
  public boolean stepwise(PreprocessorVertex vertex, List<Boolean> changing) {
    return StepPreprocessors.stepwise(vertex.getPreProcessor());
  }
}
