package org.diabolo.batch;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Cuts segments of chunks into mini-batches; a batch goes on into the next chunk, so only the last
 * one may be short. The arrays of a batch are used again for the next.
 */
public final class BatchReader implements Iterator<Batch> {
  private final Iterator<Chunk> chunks;
  private final Iterator<Segment> segments;
  private final EpochOrder order;
  private final int batch;

  private Chunk chunk;
  private int[] rowOrder;
  private int position;
  private int end;
  private float[] source;
  private float[] target;

  /**
   * @param chunks those that the segments name, in the same order
   * @param segments to read
   * @param order of the epoch
   * @param batch rows a mini-batch
   */
  public BatchReader(Iterator<Chunk> chunks, List<Segment> segments, EpochOrder order, int batch) {
    this.chunks = chunks;
    this.segments = segments.iterator();
    this.order = order;
    this.batch = batch;
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
    int rows = 0;
    while (rows < batch && hasNext()) {
      if (position == end) {
        open(segments.next());
      }
      int take = Math.min(batch - rows, end - position);
      gather(chunk.source(), source, rows, take);
      if (target != source) {
        gather(chunk.target(), target, rows, take);
      }
      position += take;
      rows += take;
    }
    return new Batch(rows, source, target);
  }

  private void open(Segment segment) {
    chunk = chunks.next();
    if (chunk.index() != segment.chunk()) {
      throw new IllegalStateException(
          "expected chunk " + segment.chunk() + " but was given " + chunk.index());
    }
    rowOrder = order.rows(chunk.index(), chunk.rows());
    position = segment.from();
    end = segment.to();
    if (source == null) {
      source = new float[batch * (chunk.source().length / chunk.rows())];
      boolean shared = chunk.source() == chunk.target();
      target = shared ? source : new float[batch * (chunk.target().length / chunk.rows())];
    }
  }

  private void gather(float[] from, float[] into, int row, int count) {
    int size = from.length / chunk.rows();
    for (int i = 0; i < count; i++) {
      System.arraycopy(from, rowOrder[position + i] * size, into, (row + i) * size, size);
    }
  }
}
