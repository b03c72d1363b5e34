package org.diabolo.engine.select;

import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.dl4j.DataSetReplicaFactory;
import org.diabolo.engine.dl4j.Dl4jNetwork;
import org.diabolo.engine.dl4j.Layout;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.diabolo.job.TrainSpec.Engine;
import org.nd4j.linalg.learning.config.IUpdater;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine for a network that a user of DL4J brings, with data sets and learning rates of its
 * own.
 *
 * @param replicas of the network
 * @param rate that each step shall be given; NaN where replicas follow the network's own rates
 */
public record NetworkEngine(ReplicaFactory replicas, double rate) {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkEngine.class);
  private static final double NO_RATE = Double.POSITIVE_INFINITY;
  private static final double SCHEDULE = Double.NaN;

  /**
   * @param engine that is asked for
   * @param network as far as it is trained
   * @param layout of the rows that it trains on
   * @return the engine
   * @throws IllegalArgumentException when the fused engine is asked for and cannot run the network
   */
  public static NetworkEngine choose(Engine engine, Dl4jNetwork network, Layout layout) {
    if (engine == Engine.DL4J) {
      return dl4j(network, layout);
    }
    String obstacle = obstacle(network, layout);
    if (obstacle == null) {
      return new NetworkEngine(fused(network), rate(network).orElseThrow());
    }
    if (engine == Engine.FUSED) {
      throw new IllegalArgumentException(
          "engine FUSED does not cover " + obstacle + ", allowed: AUTO | DL4J for this network");
    }
    LOG.info("training runs by DL4J: the fused engine does not cover {}", obstacle);
    return dl4j(network, layout);
  }

  private static NetworkEngine dl4j(Dl4jNetwork network, Layout layout) {
    return new NetworkEngine(DataSetReplicaFactory.of(network, layout), Double.NaN);
  }

  private static FusedReplicaFactory fused(Dl4jNetwork network) {
    return new FusedReplicaFactory(network.graph().toJson());
  }

  /** What the fused engine does not cover; null when it covers all. */
  private static String obstacle(Dl4jNetwork network, Layout layout) {
    if (!layout.isPlain()) {
      return "examples other than one vector of features and one of labels without masks";
    }
    if (!network.layerConfigurations().stream().allMatch(NetworkEngine::isPlain)) {
      return "an optimisation other than stochastic gradient descent over mini-batches";
    }
    try {
      fused(network).check(layout.sourceWidth(), layout.targetWidth());
    } catch (UncoveredException e) {
      return e.getMessage();
    }
    return rate(network).isPresent() ? null : "several learning rates, or a schedule of them";
  }

  /** A {@code MultiLayerNetwork} made a graph forgets these. */
  private static boolean isPlain(NeuralNetConfiguration layer) {
    return layer.isMiniBatch()
        && layer.isMinimize()
        && layer.getStepFunction() == null
        && layer.getOptimizationAlgo() == OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT;
  }

  /** The one rate of all parameters; empty where there are several, or schedules. */
  private static OptionalDouble rate(Dl4jNetwork network) {
    Set<Double> rates = new HashSet<>();
    for (NeuralNetConfiguration configuration : network.layerConfigurations()) {
      Layer layer = configuration.getLayer();
      for (String parameter : layer.initializer().paramKeys(layer)) {
        rates.add(constantRate(layer.getUpdaterByParam(parameter)));
      }
    }
    rates.remove(NO_RATE);
    boolean one = rates.size() == 1 && !rates.contains(SCHEDULE);
    return one ? OptionalDouble.of(rates.iterator().next()) : OptionalDouble.empty();
  }

  private static double constantRate(IUpdater updater) {
    if (!updater.hasLearningRate()) {
      return NO_RATE;
    }
    double rate = updater.getLearningRate(0, 0);
    return updater.clone().equals(constant(updater, rate)) ? rate : SCHEDULE;
  }

  /** The same updater with this rate and no schedule. */
  private static IUpdater constant(IUpdater updater, double rate) {
    IUpdater other = updater.clone();
    other.setLrAndSchedule(rate, null);
    return other;
  }
}
