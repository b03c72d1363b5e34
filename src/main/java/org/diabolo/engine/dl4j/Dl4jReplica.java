package org.diabolo.engine.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
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
    MultiDataSet data = ports.data(batch);
    graph.fit(data);
    return graph.score();
  }

  @Override
  public double loss(Batch batch) {
    return graph.score(ports.data(batch), false);
  }

  @Override
  public ModelState save() {
    return network.save();
  }
}
