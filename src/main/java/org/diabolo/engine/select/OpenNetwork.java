package org.diabolo.engine.select;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.Pool;
import org.diabolo.engine.Stepwise;

/**
 * A trained network that is open in this JVM: it is read once, whoever asks for it, and has as many
 * copies as are run at once. Safe for use by several threads.
 */
public final class OpenNetwork {
  private final TrainedNetwork network;
  private final Pool<Forward> forwards;
  private final Map<String, Pool<Stepwise>> stepwises = new ConcurrentHashMap<>();

  OpenNetwork(TrainedNetwork network) {
    this.network = network;
    this.forwards = new Pool<>(network::forward);
  }

  /**
   * @param zip a network in DL4J's format, whose bytes are not changed
   * @return the network, which equal bytes share as long as somebody uses it or there is memory
   * @throws org.diabolo.job.BadDataException when it is no network that can be trusted and run
   */
  public static OpenNetwork of(byte[] zip) {
    return OpenNetworks.of(zip);
  }

  /**
   * @return names of what goes in, in their order
   */
  public List<String> inputs() {
    return network.inputs();
  }

  /**
   * @return the network by the fastest engine that covers it; safe for use by several threads
   */
  public Forward forward() {
    return new Forward() {
      @Override
      public List<Values> apply(int rows, List<Values> inputs) {
        return forwards.with(one -> one.apply(rows, inputs));
      }
    };
  }

  /**
   * @param stepped the input that is given step by step
   * @return the network run step by step, by the fastest engine that covers it; making one throws
   *     an {@link IllegalArgumentException} when a step of the network depends on later ones
   */
  public Pool<Stepwise> stepwise(String stepped) {
    return stepwises.computeIfAbsent(stepped, port -> new Pool<>(() -> network.stepwise(port)));
  }
}
