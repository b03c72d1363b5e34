package org.diabolo.average;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.diabolo.average.checkpoint.StoppingMemory;
import org.diabolo.average.exchange.Packed;
import org.diabolo.average.exchange.WeightedMean;
import org.diabolo.job.StoppingSpec;

/** Keeps the parameters with the least validation losses and says when to give up waiting. */
final class EarlyStopping {
  private final StoppingSpec spec;
  private final int keep;
  private final Map<Integer, float[]> parameters = new TreeMap<>();
  private StoppingMemory memory = StoppingMemory.EMPTY;

  /**
   * @param spec how long to wait
   * @param keep how many of the best to keep the parameters of, at least 1
   */
  EarlyStopping(StoppingSpec spec, int keep) {
    this.spec = spec;
    this.keep = keep;
  }

  /**
   * Sees the parameters and their validation loss.
   *
   * @param seen parameters, which are kept if they are among the best, and must not be changed
   * @param settling whether patience counts: before a rate begins to fall, losses only waver
   */
  void see(float[] seen, double loss, int epoch, int round, boolean settling) {
    int validations = memory.validations() + 1;
    boolean first = memory.best().isEmpty() && Double.isFinite(loss);
    // A hair better is better to keep, but no reason to go on waiting.
    // A loss may be below 0 (a graph's own can be a likelihood), so the change is of its size.
    double enoughChange = spec.minChange() * Math.abs(memory.waitedLoss());
    boolean enough = first || loss < memory.waitedLoss() - enoughChange;
    List<StoppingMemory.Best> best = new ArrayList<>(memory.best());
    if (Double.isFinite(loss)) {
      int place = (int) best.stream().filter(one -> one.loss() <= loss).count();
      best.add(place, new StoppingMemory.Best(round, epoch, loss));
      parameters.put(round, seen);
    }
    if (best.size() > keep) {
      parameters.remove(best.remove(keep).round());
    }
    memory =
        new StoppingMemory(
            validations,
            enough || !settling ? validations : memory.waitedFrom(),
            enough ? loss : memory.waitedLoss(),
            List.copyOf(best));
  }

  boolean shouldStop() {
    return memory.validations() - memory.waitedFrom() >= spec.patience();
  }

  /**
   * Goes on from a checkpoint.
   *
   * @param kept parameters by the rounds that are remembered
   */
  void restore(StoppingMemory remembered, Map<Integer, float[]> kept) {
    memory = remembered;
    parameters.clear();
    parameters.putAll(kept);
  }

  StoppingMemory memory() {
    return memory;
  }

  /** The best parameters seen; null before the first validation. */
  float[] best() {
    return parameters.get(memory.bestRound());
  }

  /** All that are kept, by their rounds, in the rounds' order. */
  Map<Integer, float[]> kept() {
    return parameters;
  }

  /**
   * The mean of all that are kept, summed in the rounds' order; null where it is the best alone.
   */
  float[] mean() {
    if (parameters.size() < 2) {
      return null;
    }
    double[] weights = new double[parameters.size()];
    Arrays.fill(weights, 1);
    return WeightedMean.of(
        parameters.values().stream().<Packed>map(Packed.Fp32::new).toList(), weights);
  }
}
