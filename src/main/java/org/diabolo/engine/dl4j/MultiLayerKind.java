package org.diabolo.engine.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A {@code MultiLayerNetwork}. */
final class MultiLayerKind extends Dl4jNetwork {
  private final MultiLayerNetwork network;

  MultiLayerKind(MultiLayerNetwork network) {
    this.network = network;
  }

  @Override
  public Kind kind() {
    return Kind.MULTI_LAYER;
  }

  @Override
  public Model model() {
    return network;
  }

  @Override
  public String configuration() {
    MultiLayerConfiguration copy = network.getLayerWiseConfigurations().clone();
    copy.setIterationCount(0);
    copy.setEpochCount(0);
    return copy.toJson();
  }

  @Override
  public ComputationGraphConfiguration graph() {
    return network.toComputationGraph().getConfiguration();
  }

  @Override
  public int[] ports() {
    return new int[] {1, 1};
  }

  @Override
  public int epoch() {
    return network.getEpochCount();
  }

  @Override
  public Collection<TrainingListener> listeners() {
    return network.getListeners();
  }

  @Override
  public void score(double score) {
    network.setScore(score);
  }

  @Override
  public void batchOf(int examples) {
    INDArray batch = Nd4j.create(DataType.FLOAT, examples, 1);
    network.setInput(batch);
    network.setLabels(batch);
  }

  @Override
  INDArray parameters() {
    return network.params();
  }

  @Override
  INDArray updater() {
    return network.getUpdater().getStateViewArray();
  }

  @Override
  Layer[] layers() {
    return network.getLayers();
  }

  @Override
  int[] statistics() {
    return Statistics.places(network);
  }

  @Override
  int iteration() {
    return network.getIterationCount();
  }

  @Override
  void counts(int iteration, int epoch) {
    network.setIterationCount(iteration);
    network.setEpochCount(epoch);
  }

  @Override
  double fit(MultiDataSet batch) {
    // Not fit(MultiDataSet): it looks for labels' masks only where features have some.
    network.fit(
        batch.getFeatures(0),
        batch.getLabels(0),
        batch.getFeaturesMaskArray(0),
        batch.getLabelsMaskArray(0));
    return network.score();
  }

  @Override
  double loss(MultiDataSet batch) {
    return network.score(
        new DataSet(
            batch.getFeatures(0),
            batch.getLabels(0),
            batch.getFeaturesMaskArray(0),
            batch.getLabelsMaskArray(0)),
        false);
  }
}
