package org.diabolo.encode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.diabolo.batch.Feed;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.Feeds;
import org.diabolo.batch.Values;

/** What a decoder of numbers, which needs no search, is given. */
final class DecoderInputs {
  private DecoderInputs() {}

  /**
   * @param rows in the batch
   * @param encoded code, and memory if the decoder attends
   * @param feeds of the joint network
   * @param size numbers of a target row
   * @return the decoder's inputs in its order
   */
  static List<Values> of(int rows, List<Values> encoded, Feeds feeds, int size) {
    List<Values> inputs = new ArrayList<>(encoded);
    // What follows the source stands at positions, so rows of zeros fill it as well as true ones.
    for (Feed given : feeds.inputs().subList(1, feeds.inputs().size())) {
      inputs.add(FeedFiller.values(given, Collections.nCopies(rows, new float[size])));
    }
    return inputs;
  }
}
