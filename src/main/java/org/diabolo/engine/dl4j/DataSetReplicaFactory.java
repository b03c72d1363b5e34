package org.diabolo.engine.dl4j;

import java.util.regex.Pattern;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;

/**
 * Replicas of any network of DL4J that train on rows that were data sets, with the learning rates
 * and schedules of the network's configuration: a step's {@code rate} is not looked at.
 *
 * @param kind of network
 * @param configuration of the network as DL4J's JSON; its seed decides the start
 * @param epoch that schedules by epoch shall see
 * @param layout of the rows
 */
public record DataSetReplicaFactory(
    Dl4jNetwork.Kind kind, String configuration, int epoch, Layout layout)
    implements ReplicaFactory {
  private static final Pattern SCHEDULE = Pattern.compile("[sS]chedule\"\\s*:\\s*\\{");

  /**
   * @param network to make replicas of, as far as it is trained
   * @param layout of the rows
   * @return replicas of the network; the same before each epoch, unless a schedule may look at it
   */
  public static DataSetReplicaFactory of(Dl4jNetwork network, Layout layout) {
    String configuration = network.configuration();
    // Executors keep replicas of equal factories: the epoch counts only where it may matter.
    boolean scheduled = SCHEDULE.matcher(configuration).find();
    return new DataSetReplicaFactory(
        network.kind(), configuration, scheduled ? network.epoch() : 0, layout);
  }

  @Override
  public Replica create() {
    Nd4jCheck.once();
    return new DataSetReplica(network(), layout);
  }

  @Override
  public ModelState start() {
    Nd4jCheck.once();
    return network().save();
  }

  @Override
  public int[] statistics() {
    Nd4jCheck.once();
    return network().statistics();
  }

  private Dl4jNetwork network() {
    Dl4jNetwork network = kind.create(configuration);
    network.moveTo(0, epoch);
    return network;
  }

  @Override
  public String model() {
    return toString();
  }
}
