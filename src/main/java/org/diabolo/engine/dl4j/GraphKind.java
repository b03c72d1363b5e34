package org.diabolo.engine.dl4j;

import java.util.Arrays;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A {@code ComputationGraph}. */
final class GraphKind extends Dl4jNetwork {
  private final ComputationGraph graph;

  GraphKind(ComputationGraph graph) {
    this.graph = graph;
  }

  @Override
  public Kind kind() {
    return Kind.GRAPH;
  }

  @Override
  public Model model() {
    return graph;
  }

  @Override
  public String configuration() {
    return graph().toJson();
  }

  @Override
  public ComputationGraphConfiguration graph() {
    ComputationGraphConfiguration copy = graph.getConfiguration().clone();
    copy.setIterationCount(0);
    copy.setEpochCount(0);
    return copy;
  }

  @Override
  public int[] ports() {
    return new int[] {graph.getNumInputArrays(), graph.getNumOutputArrays()};
  }

  @Override
  public int epoch() {
    return graph.getEpochCount();
  }

  @Override
  public Collection<TrainingListener> listeners() {
    return graph.getListeners();
  }

  @Override
  public void score(double score) {
    graph.setScore(score);
  }

  @Override
  public void batchOf(int examples) {
    INDArray batch = Nd4j.create(DataType.FLOAT, examples, 1);
    graph.setInputs(repeated(batch, graph.getNumInputArrays()));
    graph.setLabels(repeated(batch, graph.getNumOutputArrays()));
  }

  private static INDArray[] repeated(INDArray array, int times) {
    INDArray[] arrays = new INDArray[times];
    Arrays.fill(arrays, array);
    return arrays;
  }

  @Override
  INDArray parameters() {
    return graph.params();
  }

  @Override
  INDArray updater() {
    return graph.getUpdater().getUpdaterStateViewArray();
  }

  @Override
  Layer[] layers() {
    return graph.getLayers();
  }

  @Override
  int[] statistics() {
    return Statistics.places(graph);
  }

  @Override
  int iteration() {
    return graph.getIterationCount();
  }

  @Override
  void counts(int iteration, int epoch) {
    graph.getConfiguration().setIterationCount(iteration);
    graph.getConfiguration().setEpochCount(epoch);
  }

  @Override
  double fit(MultiDataSet batch) {
    graph.fit(
        batch.getFeatures(),
        batch.getLabels(),
        batch.getFeaturesMaskArrays(),
        batch.getLabelsMaskArrays());
    return graph.score();
  }

  @Override
  double loss(MultiDataSet batch) {
    return graph.score(batch, false);
  }
}
