package org.diabolo.engine.select;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.engine.Forward;
import org.diabolo.engine.Stepwise;
import org.diabolo.engine.dl4j.Dl4jForward;
import org.diabolo.engine.dl4j.Dl4jStepwise;
import org.diabolo.engine.fused.FusedForward;
import org.diabolo.engine.fused.FusedStepwise;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.diabolo.network.NetworkFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network that was read, of which any number of copies can be run. Copies by the fused engine
 * share its parameters, which none of them changes; one by DL4J has all of its own.
 */
final class TrainedNetwork {
  private static final Logger LOG = LoggerFactory.getLogger(TrainedNetwork.class);

  private final byte[] zip;
  private final ComputationGraphConfiguration configuration;
  private final float[] parameters;

  /**
   * @param zip in DL4J's format
   * @throws org.diabolo.job.BadDataException when it is no network that can be trusted and run
   */
  TrainedNetwork(byte[] zip) {
    this.zip = zip;
    ComputationGraph graph = NetworkFile.read(zip);
    this.configuration = graph.getConfiguration();
    this.parameters = graph.params().dup().data().asFloat();
  }

  /**
   * @return names of what goes in, in their order
   */
  List<String> inputs() {
    return List.copyOf(configuration.getNetworkInputs());
  }

  /**
   * @return a copy, by the fastest engine that covers the network
   */
  synchronized Forward forward() {
    try {
      return new FusedForward(configuration, parameters);
    } catch (UncoveredException e) {
      return new Dl4jForward(NetworkFile.read(zip));
    }
  }

  /**
   * @param stepped the input that is given step by step
   * @return a copy that is run step by step, by the fastest engine that covers the network
   * @throws IllegalArgumentException when a step of the network depends on later ones
   */
  synchronized Stepwise stepwise(String stepped) {
    try {
      return new FusedStepwise(configuration, parameters, stepped);
    } catch (UncoveredException e) {
      LOG.info("stepwise by DL4J: the fused engine does not cover {}", e.getMessage());
      return new Dl4jStepwise(NetworkFile.read(zip), stepped);
    }
  }
}
