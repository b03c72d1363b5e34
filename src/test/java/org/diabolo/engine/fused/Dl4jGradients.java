package org.diabolo.engine.fused;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;
import org.diabolo.engine.dl4j.BatchData;
import org.nd4j.linalg.dataset.MultiDataSet;

/** DL4J's own gradients, before it divides them by the rows. */
final class Dl4jGradients {
  private Dl4jGradients() {}

  static double[] of(String json, Batch batch) {
    ComputationGraph graph = new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
    graph.init();
    MultiDataSet data = BatchData.of(graph.getConfiguration(), batch);
    graph.setInputs(data.getFeatures());
    graph.setLabels(data.getLabels());
    graph.setLayerMaskArrays(data.getFeaturesMaskArrays(), data.getLabelsMaskArrays());
    graph.computeGradientAndScore();
    return graph.getFlattenedGradients().dup().data().asDouble();
  }
}
