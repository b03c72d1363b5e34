package org.diabolo.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    return feed.side() == Side.SOURCE ? chunks[i].sources() : chunks[i].targets();
  }

  private Values fill(Room room) {
    Feed feed = room.feed;
    int length = 1;
    int longest = 0;
    for (int i = 0; i < count; i++) {
      int numbers = side(feed, i).length(rows[i]);
      length = Math.max(length, FeedFiller.length(feed, numbers));
      longest = Math.max(longest, numbers);
    }
    int size = length * FeedFiller.size(feed, longest);
    room.data = atLeast(room.data, count * size);
    if (feed.masked()) {
      room.mask = atLeast(room.mask, count * length);
    }
    for (int i = 0; i < count; i++) {
      Rows from = side(feed, i);
      int row = rows[i];
      FeedFiller.fill(feed, from.data(), from.from(row), from.to(row), room.data, i * size, size);
      if (feed.masked()) {
        FeedFiller.mask(from.length(row), room.mask, i * length, length);
      }
    }
    return new Values(room.data, length, feed.masked() ? room.mask : null);
  }

  private static float[] atLeast(float[] array, int size) {
    return array.length >= size ? array : new float[size];
  }
}
