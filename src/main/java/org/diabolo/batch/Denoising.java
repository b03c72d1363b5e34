package org.diabolo.batch;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.diabolo.field.Vocabulary;

/**
 * Spoils what a network reads in training, so that it learns to make up for it. Numbers are zeroed
 * (masking noise, Vincent et al. 2008). Of tokens that are spoilt, one half is left out ("word
 * drop", as Lample et al. 2018 do in denoising sentences) and one half replaced by the unknown
 * token, which is masking noise again; the end stays.
 */
public final class Denoising {
  private Denoising() {}

  /**
   * Spoils each number, or token, of a batch's sources with the batching's probability. What the
   * outputs are compared with stays.
   *
   * @param batch read by that batching, so that a source of numbers fills its array; its inputs are
   *     changed
   * @param batching how the batch was filled
   * @param random that decides
   */
  public static void spoil(Batch batch, Batching batching, SplittableRandom random) {
    List<Feed> inputs = batching.feeds().inputs();
    for (int i = 0; i < inputs.size() && batching.denoise() > 0; i++) {
      if (inputs.get(i).side() == Feed.Side.SOURCE) {
        spoil(batch.rows(), batch.inputs().get(i), inputs.get(i), batching.denoise(), random);
      }
    }
  }

  private static void spoil(
      int rows, Values values, Feed feed, double share, SplittableRandom random) {
    switch (feed.form()) {
      case FLAT, STEPS -> zero(values.data(), share, random);
      case TOKENS -> {
        for (int row = 0; row < rows; row++) {
          tokens(values, row, share, random);
        }
      }
      case WINDOW -> {
        for (int row = 0; row < rows; row++) {
          window(values, row, share, random);
        }
      }
        // What a decoder is given is no source, and places are nothing to spoil.
      case PREVIOUS, POSITIONS -> {}
    }
  }

  private static void zero(float[] data, double share, SplittableRandom random) {
    for (int i = 0; i < data.length; i++) {
      if (random.nextDouble() < share) {
        data[i] = 0;
      }
    }
  }

  private static void tokens(Values values, int row, double share, SplittableRandom random) {
    int from = row * values.length();
    int to = from + values.length();
    int end = from;
    while (end + 1 < to && values.mask()[end + 1] != 0) {
      end++;
    }
    int kept = thin(values.data(), from, end, 0, share, random);
    values.data()[kept] = Vocabulary.END;
    Arrays.fill(values.data(), kept + 1, to, Vocabulary.PADDING);
    Arrays.fill(values.mask(), kept + 1, to, 0);
  }

  private static void window(Values values, int row, double share, SplittableRandom random) {
    int from = row * values.length();
    int to = from + values.length();
    int end = from;
    while (end < to && values.data()[end] != Vocabulary.PADDING) {
      end++;
    }
    Arrays.fill(
        values.data(), thin(values.data(), from, end, 1, share, random), end, Vocabulary.PADDING);
  }

  /**
   * @param least tokens that must stay
   * @return the place after the last token that is left
   */
  private static int thin(
      float[] data, int from, int to, int least, double share, SplittableRandom random) {
    int kept = from;
    for (int i = from; i < to; i++) {
      boolean spoilt = random.nextDouble() < share;
      boolean mayGo = kept - from + to - i > least;
      if (!spoilt) {
        data[kept++] = data[i];
      } else if (random.nextBoolean() || !mayGo) {
        data[kept++] = Vocabulary.UNKNOWN;
      }
    }
    return kept;
  }
}
