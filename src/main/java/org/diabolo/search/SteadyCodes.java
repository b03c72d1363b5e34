package org.diabolo.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.diabolo.batch.Feed;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.InferenceBatch;
import org.diabolo.batch.SteadyBatch;
import org.diabolo.batch.Values;
import org.diabolo.network.Bundle;

/**
 * Prepared sources to codes, of which each depends on nothing but its source, to the bit: whatever
 * other rows there are, and in which order they come. Texts are padded to a length that follows
 * from their own, and each such length has {@link SteadyBatch}es of its own. Used by one thread at
 * a time.
 */
public final class SteadyCodes {
  /** What texts are padded to is a multiple of this, so that there are few lengths. */
  private static final int STEP = 8;

  /** A token becomes some hundred numbers in a network. */
  private static final int NUMBERS_A_TOKEN = 256;

  /** Of a text's batches the last is seldom full, and there are as many as lengths. */
  private static final int MOST_TEXTS = 72;

  private final SourceEncoder encoder;
  private final Feed feed;
  private final Map<Integer, Group> groups = new HashMap<>();

  /**
   * @param parts of a bundle
   */
  public SteadyCodes(Bundle.Parts parts) {
    this.encoder = new SourceEncoder(parts);
    this.feed = parts.feeds().inputs().get(0);
  }

  /** Rows that take as many steps. */
  private static final class Group {
    private final Feed feed;
    private final SteadyBatch batch;

    /** Null where all is there. */
    private final float[] mask;

    /** Of the rows that wait, the numbers that the caller knows them by and their places. */
    private final List<int[]> waiting = new ArrayList<>();

    Group(Feed feed, int size) {
      this.feed = feed;
      boolean tokens = feed.masked() || feed.form() == Feed.Form.WINDOW;
      this.batch =
          tokens
              ? new SteadyBatch(
                  size, Math.min(MOST_TEXTS, InferenceBatch.rows(size * NUMBERS_A_TOKEN)))
              : new SteadyBatch(size);
      this.mask = feed.masked() ? new float[batch.rows() * size] : null;
      if (mask != null) {
        // Of places that no row ever took: a text of nothing at all is none.
        Arrays.fill(mask, 1);
      }
    }

    boolean add(int row, Values values) {
      int place = batch.add(values.data());
      if (place >= 0) {
        waiting.add(new int[] {row, place});
        if (mask != null) {
          System.arraycopy(values.mask(), 0, mask, place * values.length(), values.mask().length);
        }
      }
      return place >= 0;
    }
  }

  /**
   * @param sources prepared rows, as the model's source field gives them
   * @return the code of each
   */
  public List<float[]> of(List<float[]> sources) {
    List<float[]> codes = new ArrayList<>(Collections.nCopies(sources.size(), null));
    for (int row = 0; row < codes.size(); row++) {
      float[] source = sources.get(row);
      Feed padded = padded(source.length);
      Values values = FeedFiller.values(padded, List.of(source));
      Group group =
          groups.computeIfAbsent(
              values.length(), length -> new Group(padded, values.data().length));
      if (!group.add(row, values)) {
        encode(group, codes);
        group.add(row, values);
      }
    }
    groups.values().forEach(group -> encode(group, codes));
    return codes;
  }

  private Feed padded(int tokens) {
    return feed.ragged() ? Feed.padded(feed.side(), (tokens + 1 + STEP - 1) / STEP * STEP) : feed;
  }

  private void encode(Group group, List<float[]> codes) {
    if (group.waiting.isEmpty()) {
      return;
    }
    int rows = group.batch.rows();
    boolean steps = group.feed.form() != Feed.Form.FLAT;
    Values encoded =
        encoder
            .encode(
                rows, new Values(group.batch.data(), steps ? group.feed.steps() : 1, group.mask))
            .get(0);
    for (int[] each : group.waiting) {
      codes.set(each[0], encoded.row(each[1], rows));
    }
    group.waiting.clear();
    group.batch.clear();
  }
}
