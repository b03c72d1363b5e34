package org.diabolo.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.diabolo.batch.Feed.Form;
import org.diabolo.batch.Feed.Side;

/** Fills batches as the feeds say; their arrays are used again for the next. */
final class BatchFiller {
  private final boolean spoilt;
  private final List<Room> inputs;
  private final List<Room> labels;
  private Chunk[] chunks = {};
  private int[] rows = {};
  private int count;

  BatchFiller(Batching batching) {
    this.spoilt = batching.denoise() > 0;
    this.inputs = batching.feeds().inputs().stream().map(Room::new).toList();
    this.labels = batching.feeds().labels().stream().map(Room::new).toList();
  }

  /** Memory for one input or output; it only grows. */
  private static final class Room {
    private final Feed feed;
    private float[] data = {};
    private float[] mask = {};

    Room(Feed feed) {
      this.feed = feed;
    }
  }

  /** Takes a row into the next batch. */
  void add(Chunk chunk, int row) {
    if (count == rows.length) {
      int room = Math.max(64, 2 * count);
      rows = Arrays.copyOf(rows, room);
      chunks = Arrays.copyOf(chunks, room);
    }
    chunks[count] = chunk;
    rows[count++] = row;
  }

  int count() {
    return count;
  }

  /** The rows taken, at least one; then begins anew. */
  Batch fill() {
    List<Values> in = new ArrayList<>(inputs.size());
    for (Room room : inputs) {
      in.add(fill(room));
    }
    List<Values> out = new ArrayList<>(labels.size());
    for (Room room : labels) {
      int alike = spoilt ? -1 : alike(room.feed);
      out.add(alike < 0 ? fill(room) : in.get(alike));
    }
    Batch batch = new Batch(count, in, out);
    count = 0;
    return batch;
  }

  /** The input that has the same numbers: an autoencoder's are held once. */
  private int alike(Feed label) {
    boolean shared = chunks[0].sources() == chunks[0].targets();
    for (int i = 0; i < inputs.size(); i++) {
      Feed input = inputs.get(i).feed;
      boolean sameRows = shared || input.side() == label.side();
      if (sameRows && input.form() == label.form() && input.steps() == label.steps()) {
        return i;
      }
    }
    return -1;
  }

  private Rows side(Feed feed, int i) {
    return switch (feed.side()) {
      case SOURCE -> chunks[i].sources();
      case TARGET -> chunks[i].targets();
      case ANCHOR -> chunks[i].anchors();
    };
  }

  private Values fill(Room room) {
    Feed feed = room.feed;
    int length = 1;
    int longest = 0;
    for (int i = 0; i < count; i++) {
      int row = side(feed, i).length(rows[i]);
      length = Math.max(length, FeedFiller.length(feed, row));
      longest = Math.max(longest, row);
    }
    int size = Math.multiplyExact(length, FeedFiller.size(feed, longest));
    int numbers = Math.multiplyExact(count, size);
    room.data = drawn(feed) ? exactly(room.data, numbers) : atLeast(room.data, numbers);
    if (feed.masked()) {
      room.mask = atLeast(room.mask, count * length);
    }
    for (int i = 0; i < count; i++) {
      Rows from = side(feed, i);
      int row = rows[i];
      FeedFiller.fill(feed, from.data(), from.from(row), from.to(row), room.data, i * size, size);
      if (feed.masked()) {
        FeedFiller.mask(feed, from.length(row), room.mask, i * length, length);
      }
    }
    return new Values(room.data, length, feed.masked() ? room.mask : null);
  }

  /** Whether noise is drawn for each number: for as many, whatever larger batches there were. */
  private boolean drawn(Feed feed) {
    boolean numbers = feed.form() == Form.FLAT || feed.form() == Form.STEPS;
    return spoilt && feed.side() == Side.SOURCE && numbers;
  }

  private static float[] exactly(float[] array, int size) {
    return array.length == size ? array : new float[size];
  }

  private static float[] atLeast(float[] array, int size) {
    return array.length >= size ? array : new float[size];
  }
}
