package org.diabolo.batch;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Cuts segments of chunks into mini-batches. Where rows are batched as they come, a batch goes on
 * into the next chunk, so only the last one may be short. The arrays of a batch are used again for
 * the next.
 */
public final class BatchReader implements Iterator<Batch> {
  private final Iterator<Chunk> chunks;
  private final Iterator<Segment> segments;
  private final EpochOrder order;
  private final Batching batching;
  private final boolean bucketed;
  private final BatchFiller filler;

  private Chunk chunk;
  private int[] rowOrder;
  private Buckets buckets;
  private int position;
  private int end;

  /**
   * @param chunks those that the segments name, in the same order
   * @param segments to read
   * @param order of the epoch
   * @param batching how batches are cut and filled
   */
  public BatchReader(
      Iterator<Chunk> chunks, List<Segment> segments, EpochOrder order, Batching batching) {
    this.chunks = chunks;
    this.segments = segments.iterator();
    this.order = order;
    this.batching = batching;
    this.bucketed = batching.bucketed();
    this.filler = new BatchFiller(batching);
  }

  @Override
  public boolean hasNext() {
    return position < end || segments.hasNext();
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (bucketed) {
      takeBucket();
    } else {
      takeRows();
    }
    return filler.fill();
  }

  private void takeBucket() {
    if (position == end) {
      Segment segment = open();
      buckets = new Buckets(chunk, batching, order, segment.of());
    }
    for (int place = buckets.from(position); place < buckets.to(position); place++) {
      filler.add(chunk, buckets.row(place));
    }
    position++;
  }

  private void takeRows() {
    while (filler.count() < batching.batch().size() && hasNext()) {
      if (position == end) {
        open();
        rowOrder = order.rows(chunk.index(), chunk.rows());
      }
      filler.add(chunk, rowOrder[position++]);
    }
  }

  private Segment open() {
    Segment segment = segments.next();
    chunk = chunks.next();
    if (chunk.index() != segment.chunk()) {
      throw new IllegalStateException(
          "expected chunk " + segment.chunk() + " but was given " + chunk.index());
    }
    position = segment.from();
    end = segment.to();
    return segment;
  }
}
