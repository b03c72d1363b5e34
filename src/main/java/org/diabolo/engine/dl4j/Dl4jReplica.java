package org.diabolo.engine.dl4j;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/** Trains a graph with one input and one output by {@link ComputationGraph#fit}. */
final class Dl4jReplica implements Replica {
  private final ComputationGraph graph;
  private final Dl4jNetwork network;
  private final List<IUpdater> updaters;
  private final Map<Shape, Buffers> buffers = new HashMap<>();

  /** What decides which arrays a batch needs. */
  private record Shape(int rows, boolean shared) {}

  /** A batch's arrays in ND4J's memory; the labels are the features in an autoencoder. */
  private record Buffers(INDArray features, INDArray labels) {}

  Dl4jReplica(ComputationGraph graph) {
    this.graph = graph;
    this.network = Dl4jNetwork.of(graph);
    this.updaters =
        Arrays.stream(graph.getLayers())
            .map(layer -> layer.conf().getLayer())
            .filter(BaseLayer.class::isInstance)
            .map(layer -> ((BaseLayer) layer).getIUpdater())
            .filter(Objects::nonNull)
            .toList();
  }

  @Override
  public void load(ModelState state, long seed) {
    network.load(state);
    // Dropout draws from the calling thread's generator.
    Nd4j.getRandom().setSeed(seed);
  }

  @Override
  public double step(Batch batch, double rate) {
    // The graph's updaters read the rate from these shared objects at every step; a DL4J schedule
    // could not follow rounds, and setLearningRate() would rebuild the updater.
    updaters.forEach(updater -> updater.setLrAndSchedule(rate, null));
    Buffers arrays = fill(batch);
    graph.fit(new INDArray[] {arrays.features}, new INDArray[] {arrays.labels});
    return graph.score();
  }

  @Override
  public double loss(Batch batch) {
    Buffers arrays = fill(batch);
    return graph.score(new MultiDataSet(arrays.features, arrays.labels), false);
  }

  @Override
  public ModelState save() {
    return network.save();
  }

  private Buffers fill(Batch batch) {
    boolean shared = batch.source() == batch.target();
    Buffers arrays = buffers.computeIfAbsent(new Shape(batch.rows(), shared), this::allocate);
    NativeArrays.putFirst(batch.source(), arrays.features);
    if (!shared) {
      NativeArrays.putFirst(batch.target(), arrays.labels);
    }
    return arrays;
  }

  private Buffers allocate(Shape shape) {
    INDArray features = NativeArrays.matrix(shape.rows, Shapes.inputSize(graph));
    INDArray labels =
        shape.shared ? features : NativeArrays.matrix(shape.rows, Shapes.outputSize(graph));
    return new Buffers(features, labels);
  }
}
