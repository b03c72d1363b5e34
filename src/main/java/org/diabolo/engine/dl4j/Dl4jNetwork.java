package org.diabolo.engine.dl4j;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.diabolo.engine.ModelState;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * What DL4J's two kinds of network have in common. A {@code MultiLayerNetwork} is not turned into a
 * graph, because {@code toComputationGraph()} forgets its truncated back-propagation through time.
 */
public abstract class Dl4jNetwork {

  /** DL4J's two kinds of network. */
  public enum Kind {
    /** {@link MultiLayerNetwork}. */
    MULTI_LAYER {
      @Override
      Dl4jNetwork create(String configuration) {
        MultiLayerNetwork network =
            new MultiLayerNetwork(MultiLayerConfiguration.fromJson(configuration));
        network.init();
        return of(network);
      }
    },
    /** {@link ComputationGraph}. */
    GRAPH {
      @Override
      Dl4jNetwork create(String configuration) {
        ComputationGraph graph =
            new ComputationGraph(ComputationGraphConfiguration.fromJson(configuration));
        graph.init();
        return of(graph);
      }
    };

    abstract Dl4jNetwork create(String configuration);
  }

  Dl4jNetwork() {}

  /**
   * @param network initialised; what is done here is done to it
   * @return the same network, not copied
   * @throws IllegalArgumentException when its numbers are not 32 bits wide
   */
  public static Dl4jNetwork of(MultiLayerNetwork network) {
    requireFloat(network.params());
    return new MultiLayerKind(network);
  }

  /**
   * @param graph initialised; what is done here is done to it
   * @return the same network, not copied
   * @throws IllegalArgumentException when its numbers are not 32 bits wide
   */
  public static Dl4jNetwork of(ComputationGraph graph) {
    requireFloat(graph.params());
    return new GraphKind(graph);
  }

  private static void requireFloat(INDArray parameters) {
    if (parameters.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "a network of data type " + parameters.dataType() + ", allowed: FLOAT");
    }
  }

  /**
   * @return which kind of network it is
   */
  public abstract Kind kind();

  /**
   * @return the network itself
   */
  public abstract Model model();

  /**
   * @return the configuration as DL4J's JSON, with iteration and epoch at 0: the same text however
   *     far the network is trained
   */
  public abstract String configuration();

  /**
   * @return the same network's configuration as a graph; only of plain chains of layers is it sure
   *     to mean the same
   */
  public abstract ComputationGraphConfiguration graph();

  /**
   * @return the configuration of each layer
   */
  public final List<NeuralNetConfiguration> layerConfigurations() {
    return Arrays.stream(layers()).map(Layer::conf).toList();
  }

  /**
   * @return arrays of features that it takes, and arrays of labels
   */
  public abstract int[] ports();

  /**
   * @return epochs trained so far
   */
  public abstract int epoch();

  /**
   * @return those who listen to the network
   */
  public abstract Collection<TrainingListener> listeners();

  /**
   * @param score that the network shall tell when it is asked
   */
  public abstract void score(double score);

  /**
   * Says how large a batch was, to listeners that ask the network for it: nothing is computed.
   *
   * @param examples in it
   */
  public abstract void batchOf(int examples);

  abstract INDArray parameters();

  /** The optimiser's state; null when it has none. */
  abstract INDArray updater();

  abstract Layer[] layers();

  /** Places of parameters that no gradient moves, in rising order. */
  abstract int[] statistics();

  abstract int iteration();

  abstract void counts(int iteration, int epoch);

  /** Takes one optimiser step; the mean loss of the examples before it. */
  abstract double fit(MultiDataSet batch);

  /** The mean loss, as in inference. */
  abstract double loss(MultiDataSet batch);

  /**
   * Overwrites parameters, optimiser state and iteration; the epoch stays.
   *
   * @param state not changed, not kept
   */
  public final void load(ModelState state) {
    NativeArrays.put(state.parameters(), parameters());
    INDArray updater = updater();
    if (updater != null && state.updater().length == 0) {
      updater.assign(0);
    } else if (updater != null) {
      NativeArrays.put(state.updater(), updater);
    }
    moveTo(Math.toIntExact(state.iteration()), epoch());
  }

  /** Layers keep counts of their own, which the schedules of dropout read. */
  final void moveTo(int iteration, int epoch) {
    counts(iteration, epoch);
    for (Layer layer : layers()) {
      layer.setIterationCount(iteration);
      layer.setEpochCount(epoch);
    }
  }

  /**
   * @return a copy of parameters, optimiser state and iteration
   */
  public final ModelState save() {
    INDArray updater = updater();
    return new ModelState(
        NativeArrays.get(parameters()),
        updater == null ? new float[0] : NativeArrays.get(updater),
        iteration());
  }
}
