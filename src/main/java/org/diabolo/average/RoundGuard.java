package org.diabolo.average;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.diabolo.average.checkpoint.GuardMemory;

/**
 * Judges whether a round may be applied: its loss and movement must be finite and must not explode
 * against those of the rounds before.
 */
final class RoundGuard {
  /** Rounds that count as recent. */
  private static final int WINDOW = 10;

  /** Rounds that must have been seen before anything counts as an explosion. */
  private static final int LEAST = 3;

  /** Times the recent median that is too much. Noise of honest rounds stays far below. */
  private static final double EXPLOSION = 10;

  /** Times the parameters' norm that no round moves them, with or without rounds before it. */
  private static final double ABSURD = 1000;

  /** Bad rounds in a row after which training stops. */
  private static final int MOST_RETRIES = 4;

  /** Good rounds after which a lowered rate is doubled again. */
  private static final int RECOVERY = 10;

  private GuardMemory memory = GuardMemory.START;

  /**
   * @param loss of the round
   * @param movement norm of the averaged movement
   * @param from norm of the parameters that it began at
   * @param reach sum of the round's rates, the factor included
   * @param examples of the round
   * @return what is wrong, in words; null for a good round
   */
  String complaint(double loss, double movement, double from, double reach, long examples) {
    if (!Double.isFinite(loss)) {
      return "the training loss is " + loss;
    }
    if (!Double.isFinite(movement)) {
      return "the movement of the parameters is " + movement;
    }
    if (movement > ABSURD * Math.max(1, from)) {
      return String.format(
          Locale.ROOT, "the parameters moved by %.3g, from a norm of %.3g", movement, from);
    }
    // A few examples' loss and movement are noise: the last round of an epoch may be a single step.
    if (memory.losses().size() < LEAST || 2 * examples < memory.examples()) {
      return null;
    }
    double usual = Median.of(memory.losses());
    // Of losses below 0, which a graph's own can be, the size counts. At the end of a perfect fit
    // losses jump by orders of magnitude, all of them next to nothing.
    double rise = loss - usual;
    if (rise > (EXPLOSION - 1) * Math.abs(usual)
        && Math.max(loss, rise) > Math.abs(memory.firstLoss()) / EXPLOSION) {
      return String.format(
          Locale.ROOT, "the training loss is %.3g, after %.3g in recent rounds", loss, usual);
    }
    // Without a rate of ours, as in networks that bring their own, movements cannot be compared.
    double usualMovement = memory.movements().isEmpty() ? 0 : Median.of(memory.movements()) * reach;
    if (usualMovement > 0 && movement > EXPLOSION * usualMovement) {
      return String.format(
          Locale.ROOT,
          "the parameters moved by %.3g, after %.3g in recent rounds",
          movement,
          usualMovement);
    }
    return null;
  }

  /** Takes note of a round that was applied. */
  void applied(double loss, double movement, double reach, long examples) {
    boolean few = 2 * examples < memory.examples();
    boolean recovered = memory.rateFactor() < 1 && memory.goodRounds() + 1 >= RECOVERY;
    memory =
        new GuardMemory(
            few ? memory.losses() : appended(memory.losses(), loss),
            reach > 0 && !few ? appended(memory.movements(), movement / reach) : memory.movements(),
            memory.losses().isEmpty() ? loss : memory.firstLoss(),
            Math.max(examples, memory.examples()),
            recovered ? Math.min(1, memory.rateFactor() * 2) : memory.rateFactor(),
            recovered ? 0 : memory.goodRounds() + 1);
  }

  /** Halves the rate for another try. */
  void refused() {
    memory =
        new GuardMemory(
            memory.losses(),
            memory.movements(),
            memory.firstLoss(),
            memory.examples(),
            memory.rateFactor() / 2,
            0);
  }

  /** Forgets how many examples a round has, as other replicas train from now on. */
  void workersChanged() {
    memory =
        new GuardMemory(
            memory.losses(),
            memory.movements(),
            memory.firstLoss(),
            0,
            memory.rateFactor(),
            memory.goodRounds());
  }

  boolean givesUp(int retries) {
    return retries >= MOST_RETRIES;
  }

  double rateFactor() {
    return memory.rateFactor();
  }

  GuardMemory memory() {
    return memory;
  }

  void restore(GuardMemory remembered) {
    memory = remembered;
  }

  private static List<Double> appended(List<Double> recent, double value) {
    List<Double> all = new ArrayList<>(recent);
    all.add(value);
    return List.copyOf(all.subList(Math.max(0, all.size() - WINDOW), all.size()));
  }
}
