package org.diabolo.engine.select;

import java.util.Locale;
import org.diabolo.engine.Forward;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.TrainSpec.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses engines. */
public final class Engines {
  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

  private Engines() {}

  /**
   * @param engine what the job asks for
   * @param configuration of the graph, DL4J's JSON
   * @return the engine's replicas
   * @throws InvalidJobException when the job asks for the fused engine and it cannot run the graph
   */
  public static ReplicaFactory replicas(Engine engine, String configuration) {
    if (engine == Engine.DL4J) {
      return new Dl4jReplicaFactory(configuration);
    }
    FusedReplicaFactory fused = new FusedReplicaFactory(configuration);
    try {
      fused.check();
      return fused;
    } catch (UncoveredException e) {
      if (engine == Engine.FUSED) {
        throw new InvalidJobException(
            "train.engine: fused does not cover "
                + e.getMessage()
                + ", allowed: auto | dl4j for this network");
      }
      LOG.info("training runs by DL4J: the fused engine does not cover {}", e.getMessage());
      return new Dl4jReplicaFactory(configuration);
    }
  }

  /**
   * @param factory that {@link #replicas} made
   * @return the engine's name, for the manifest
   */
  public static String name(ReplicaFactory factory) {
    return (factory instanceof FusedReplicaFactory ? Engine.FUSED : Engine.DL4J)
        .name()
        .toLowerCase(Locale.ROOT);
  }

  /**
   * @param network in DL4J's zip format
   * @return a copy of the network, by the fastest engine that covers it; used by one thread at a
   *     time, see {@link OpenNetwork} for many
   */
  public static Forward forward(byte[] network) {
    return new TrainedNetwork(network).forward();
  }
}
