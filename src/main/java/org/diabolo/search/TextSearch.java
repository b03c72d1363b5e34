package org.diabolo.search;

import java.util.List;
import org.diabolo.batch.Feed;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.Pool;
import org.diabolo.engine.Stepwise;
import org.diabolo.engine.select.OpenNetwork;
import org.diabolo.field.TextField;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.Port;

/**
 * Finds the texts to which a decoder gives the best scores. What is found for a row does not depend
 * on the rows beside it. Safe for use by several threads.
 *
 * <p>Hypotheses are of tokens of text alone, never of padding, start or the unknown; one that has
 * as many tokens as are allowed ends there, and the probability of its end counts as that of any.
 */
public interface TextSearch {

  /**
   * @param rows of the batch, at least 1
   * @param encoded what the encoder gives for them: codes, and the memory with its mask where the
   *     decoder attends to it
   * @return for each row the best hypotheses, best first: as many as were asked for, less where
   *     there are not as many texts
   */
  List<List<Hypothesis>> search(int rows, List<Values> encoded);

  /**
   * @return probabilities that the search holds at once for a row, at least 1; {@link TextBatch}
   *     says how many rows that allows
   */
  long numbers();

  /**
   * Chooses the search for a model: beam search where the decoder is given the token before, search
   * over independent positions where it tells all of them at once: those that it is given, or as
   * many as it always tells.
   *
   * @param parts of a bundle whose target is text
   * @param spec how wide and how far
   * @return the search
   * @throws InvalidJobException when the attention is asked for and the decoder does not tell it
   * @throws IllegalArgumentException when the target is no text
   */
  static TextSearch of(Bundle.Parts parts, PredictSpec spec) {
    if (!(parts.target() instanceof TextField target)) {
      throw new IllegalArgumentException("a search for what is no text: " + parts.target());
    }
    Limits limits = Limits.of(target, spec);
    List<Feed> inputs = parts.feeds().inputs();
    boolean given = inputs.size() > 1;
    if (given && inputs.get(1).form() == Feed.Form.PREVIOUS) {
      Pool<Stepwise> decoders = OpenNetwork.of(parts.decoder()).stepwise(Port.GIVEN);
      require(!spec.attention() || decoders.with(Stepwise::attends));
      return new BeamSearch(decoders, limits);
    }
    require(!spec.attention());
    // A one-pass decoder knows no positions behind the longest that it was trained with.
    int positions = Math.min(limits.maxLength(), target.maxLength()) + 1;
    Forward decoder = OpenNetwork.of(parts.decoder()).forward();
    return given
        ? OnePassSearch.asking(decoder, limits, positions)
        : OnePassSearch.hearing(decoder, limits, positions, parts.feeds().labels().get(0).steps());
  }

  private static void require(boolean attends) {
    if (!attends) {
      throw new InvalidJobException(
          "predict.attention: found true, allowed: false (the decoder attends to nothing, or runs"
              + " by DL4J, which does not tell what it attends to)");
    }
  }
}
