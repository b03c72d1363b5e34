package org.diabolo.batch;

import java.util.Arrays;
import java.util.List;
import org.diabolo.field.Vocabulary;

/** Lays rows out as a feed says. */
public final class FeedFiller {
  private FeedFiller() {}

  /**
   * @param feed to fill
   * @param rows of its side, prepared, at least one
   * @return all of them, in arrays of their own
   */
  public static Values values(Feed feed, List<float[]> rows) {
    int length = 1;
    int longest = 0;
    for (float[] row : rows) {
      length = Math.max(length, length(feed, row.length));
      longest = Math.max(longest, row.length);
    }
    int size = size(feed, longest);
    float[] data = new float[Math.multiplyExact(Math.multiplyExact(rows.size(), length), size)];
    float[] mask = feed.masked() ? new float[rows.size() * length] : null;
    for (int row = 0; row < rows.size(); row++) {
      float[] numbers = rows.get(row);
      fill(feed, numbers, 0, numbers.length, data, row * length * size, length * size);
      if (mask != null) {
        mask(feed, numbers.length, mask, row * length, length);
      }
    }
    return new Values(data, length, mask);
  }

  /**
   * @param feed that is filled
   * @param numbers of a row
   * @return steps that the row takes
   * @throws IllegalArgumentException when it has more tokens than the feed's steps leave room for
   */
  static int length(Feed feed, int numbers) {
    return switch (feed.form()) {
      case FLAT, OPTIONAL -> 1;
      case STEPS, WINDOW -> feed.steps();
      case TOKENS, PREVIOUS, POSITIONS -> padded(feed, numbers + 1);
    };
  }

  private static int padded(Feed feed, int length) {
    if (feed.ragged()) {
      return length;
    }
    if (length > feed.steps()) {
      throw new IllegalArgumentException(
          "a row of "
              + (length - 1)
              + " tokens, allowed: "
              + (feed.steps() - 1)
              + " and their end");
    }
    return feed.steps();
  }

  /**
   * @param feed that is filled
   * @param numbers of a row
   * @return numbers that a step of it has
   */
  static int size(Feed feed, int numbers) {
    return switch (feed.form()) {
      case FLAT -> numbers;
      case STEPS -> numbers / feed.steps();
      case OPTIONAL -> feed.steps();
      case TOKENS, PREVIOUS, POSITIONS, WINDOW -> 1;
    };
  }

  /**
   * Writes one row.
   *
   * @param from where its numbers begin in {@code numbers}
   * @param to where they end
   * @param into where it goes
   * @param offset of its first number there
   * @param room that it has there, padding included
   */
  static void fill(
      Feed feed, float[] numbers, int from, int to, float[] into, int offset, int room) {
    int count = to - from;
    int end = offset + room;
    switch (feed.form()) {
      case FLAT, STEPS -> System.arraycopy(numbers, from, into, offset, count);
      case OPTIONAL -> {
        System.arraycopy(numbers, from, into, offset, count);
        Arrays.fill(into, offset + count, end, 0);
      }
      case WINDOW -> {
        int taken = Math.min(count, room);
        System.arraycopy(numbers, from, into, offset, taken);
        Arrays.fill(into, offset + taken, end, Vocabulary.PADDING);
      }
      case TOKENS -> {
        System.arraycopy(numbers, from, into, offset, count);
        into[offset + count] = Vocabulary.END;
        Arrays.fill(into, offset + count + 1, end, Vocabulary.PADDING);
      }
      case PREVIOUS -> {
        into[offset] = Vocabulary.START;
        System.arraycopy(numbers, from, into, offset + 1, count);
        Arrays.fill(into, offset + count + 1, end, Vocabulary.PADDING);
      }
      case POSITIONS -> {
        for (int i = 0; i < room; i++) {
          into[offset + i] = i;
        }
      }
    }
  }

  /**
   * Writes one row's mask, 0 up to {@code room}: of text 1 for each of its tokens and one more, of
   * what a row need not have 1 where it has it.
   */
  static void mask(Feed feed, int numbers, float[] mask, int offset, int room) {
    int length = feed.form() == Feed.Form.OPTIONAL ? Math.min(1, numbers) : numbers + 1;
    Arrays.fill(mask, offset, offset + length, 1);
    Arrays.fill(mask, offset + length, offset + room, 0);
  }
}
