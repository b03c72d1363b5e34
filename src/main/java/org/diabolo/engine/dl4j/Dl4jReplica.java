package org.diabolo.engine.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/** Trains a graph by {@link ComputationGraph#fit}. */
final class Dl4jReplica implements Replica {
  private final ComputationGraph graph;
  private final Dl4jNetwork network;
  private final List<IUpdater> updaters;
  private final PortArrays ports;

  Dl4jReplica(ComputationGraph graph) {
    this.graph = graph;
    this.ports = new PortArrays(graph.getConfiguration());
    this.network = Dl4jNetwork.of(graph);
    this.updaters = updaters(graph);
  }

  /** Those of all parameters: of layers inside others and of vertices too. */
  private static List<IUpdater> updaters(ComputationGraph graph) {
    List<IUpdater> found = new ArrayList<>();
    for (GraphVertex vertex : graph.getVertices()) {
      Trainable trained = vertex.hasLayer() ? vertex.getLayer() : vertex;
      if (trained.getConfig() == null || trained.numParams() == 0) {
        continue;
      }
      for (String name : trained.paramTable(false).keySet()) {
        IUpdater updater = trained.getConfig().getUpdaterByParam(name);
        // Running statistics have one without a rate. By identity: equal ones are set one by one.
        if (updater.hasLearningRate() && found.stream().noneMatch(other -> other == updater)) {
          found.add(updater);
        }
      }
    }
    return List.copyOf(found);
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
    MultiDataSet data = ports.data(batch);
    graph.fit(data);
    return graph.score();
  }

  @Override
  public double loss(Batch batch) {
    MultiDataSet data = ports.data(batch);
    // Preprocessors ask the graph how many rows there are; score() alone leaves it the last
    // batch's.
    graph.setInputs(data.getFeatures());
    graph.setLabels(data.getLabels());
    return graph.score(data, false);
  }

  @Override
  public int[] guesses(Batch batch) {
    INDArray[] features = ports.features(batch.rows(), batch.inputs());
    graph.setInputs(features);
    graph.setLabels((INDArray[]) null);
    INDArray[] masks = ports.masks(batch.rows(), batch.inputs());
    // [rows, classes], or [rows, classes, length].
    INDArray likeliest = graph.output(false, features, masks)[0].argMax(1);
    return Arrays.stream(likeliest.dup('c').data().asLong()).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public ModelState save() {
    return network.save();
  }
}
