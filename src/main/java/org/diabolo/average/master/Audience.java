package org.diabolo.average.master;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.core.storage.listener.RoutingIterationListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.diabolo.average.RoundRecord;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.dl4j.Dl4jNetwork;

/**
 * DL4J's listeners, who hear of rounds instead of steps: on the driver the network moves a round at
 * a time, and what they are shown is its averaged state.
 */
final class Audience implements org.diabolo.average.TrainingListener {
  private final Dl4jNetwork network;
  private final TrainingStats stats;
  private final Set<TrainingListener> listeners =
      Collections.newSetFromMap(new IdentityHashMap<>());
  private double loss = Double.NaN;

  /**
   * @param network whose own listeners hear too
   * @param more other listeners; one that is in both hears once
   * @param router for those of them that want one and have none; may be null
   * @param stats to write to; null for none
   */
  Audience(
      Dl4jNetwork network,
      Collection<TrainingListener> more,
      StatsStorageRouter router,
      TrainingStats stats) {
    this.network = network;
    this.stats = stats;
    listeners.addAll(network.listeners());
    listeners.addAll(more);
    listeners.forEach(listener -> route(listener, router));
  }

  private static void route(TrainingListener listener, StatsStorageRouter router) {
    if (listener instanceof RoutingIterationListener routing
        && routing.getStorageRouter() == null
        && router != null) {
      routing.setStorageRouter(router);
    }
  }

  @Override
  public void roundEnded(RoundRecord record) {
    loss = record.loss();
    if (stats != null) {
      stats.ended(record);
    }
  }

  @Override
  public void roundEnded(RoundRecord record, ModelState state) {
    roundEnded(record);
    if (listeners.isEmpty()) {
      return;
    }
    network.load(state);
    network.score(record.loss());
    network.batchOf(Math.toIntExact(record.examples()));
    each(l -> l.iterationDone(network.model(), (int) state.iteration(), network.epoch()));
  }

  void epochStarts() {
    each(listener -> listener.onEpochStart(network.model()));
  }

  void epochEnds() {
    each(listener -> listener.onEpochEnd(network.model()));
  }

  private void each(Consumer<TrainingListener> word) {
    listeners.forEach(word);
  }

  /** Mean loss of the last round's examples; NaN before the first round. */
  double loss() {
    return loss;
  }
}
