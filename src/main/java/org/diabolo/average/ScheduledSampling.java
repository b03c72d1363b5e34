package org.diabolo.average;

import java.util.List;
import java.util.SplittableRandom;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Feed;
import org.diabolo.batch.Feed.Form;
import org.diabolo.batch.Values;
import org.diabolo.engine.Replica;
import org.diabolo.field.Vocabulary;

/**
 * Feeds a decoder some of its own guesses in place of the right previous tokens (Bengio et al.
 * 2015). All are guessed at once, by a first pass that is given the right ones (Mihaylova and
 * Martins 2019, "Scheduled Sampling for Transformers", section 3), so that a step costs one pass
 * more, however long the rows are.
 */
final class ScheduledSampling {
  private ScheduledSampling() {}

  /**
   * Replaces each token that is given, but the start, with probability {@code rate} by the
   * likeliest one of the step before. A guess that serving would never feed (padding, unknown,
   * start, end) is not taken.
   *
   * @param slot with the present parameters
   * @param batch whose given tokens are changed
   * @param inputs feeds of its inputs
   * @param rate 0 to 1
   * @param random that decides
   */
  static void apply(
      Replica slot, Batch batch, List<Feed> inputs, double rate, SplittableRandom random) {
    for (int i = 0; i < inputs.size() && rate > 0; i++) {
      if (inputs.get(i).form() == Form.PREVIOUS) {
        replace(slot.guesses(batch), batch.inputs().get(i), batch.rows(), rate, random);
      }
    }
  }

  private static void replace(
      int[] guesses, Values given, int rows, double rate, SplittableRandom random) {
    for (int row = 0; row < rows; row++) {
      int from = row * given.length();
      for (int at = from + 1; at < from + given.length() && given.mask()[at] != 0; at++) {
        int guess = guesses[at - 1];
        if (random.nextDouble() < rate && serves(guess)) {
          given.data()[at] = guess;
        }
      }
    }
  }

  private static boolean serves(int token) {
    return token != Vocabulary.PADDING
        && token != Vocabulary.UNKNOWN
        && token != Vocabulary.START
        && token != Vocabulary.END;
  }
}
