package org.diabolo.batch;

import java.io.Serializable;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The order of chunks and rows in one epoch: a fresh Fisher-Yates shuffle for each, drawn from
 * seed, epoch and index only; or none.
 *
 * @param seed of the job
 * @param epoch from 0
 * @param order whether they are shuffled at all
 */
public record EpochOrder(long seed, int epoch, RowOrder order) implements Serializable {
  private static final long ROWS = 0x526f7773L;
  private static final long CHUNKS = 0x4368756eL;
  private static final long BATCHES = 0x42617463L;
  private static final long LENGTHS = 0x4c656e67L;
  private static final long INPUTS = 0x496e7075L;

  /**
   * The shuffled order.
   *
   * @param seed of the job
   * @param epoch from 0
   */
  public EpochOrder(long seed, int epoch) {
    this(seed, epoch, RowOrder.SHUFFLED);
  }

  /**
   * @param chunk index of the chunk
   * @param rows in it
   * @return the rows' numbers in this epoch's order
   */
  int[] rows(int chunk, int rows) {
    return shuffled(rows, ROWS, chunk);
  }

  /**
   * @param replica whose chunks they are
   * @param count of its chunks
   * @return their places in this epoch's order
   */
  int[] chunks(int replica, int count) {
    return shuffled(count, CHUNKS, replica);
  }

  /**
   * @param chunk index of the chunk
   * @param count of the batches it is cut into
   * @return their places in this epoch's order
   */
  int[] batches(int chunk, int count) {
    return shuffled(count, BATCHES, chunk);
  }

  /**
   * @param chunk index of the chunk
   * @return what blurs its rows' lengths in this epoch; null where rows keep their order
   */
  SplittableRandom lengths(int chunk) {
    return order == RowOrder.AS_GIVEN ? null : random(LENGTHS, chunk);
  }

  /**
   * @param replica that draws
   * @param step of training that it is about to take
   * @return a seed for what is drawn inside the network (dropout)
   */
  public long networkSeed(int replica, long step) {
    return mix(mix(mix(seed, epoch), replica), step);
  }

  /**
   * @param replica that draws
   * @param step of training that it is about to take
   * @return what is drawn for the step's inputs (noise, scheduled sampling)
   */
  public SplittableRandom inputs(int replica, long step) {
    return new SplittableRandom(mix(networkSeed(replica, step), INPUTS));
  }

  private int[] shuffled(int count, long purpose, int index) {
    if (order == RowOrder.AS_GIVEN) {
      return IntStream.range(0, count).toArray();
    }
    SplittableRandom random = random(purpose, index);
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      places[i] = places[j];
      places[j] = i;
    }
    return places;
  }

  private SplittableRandom random(long purpose, int index) {
    return new SplittableRandom(mix(mix(mix(seed, purpose), epoch), index));
  }

  /** One draw decorrelates neighbouring seeds. */
  private static long mix(long a, long b) {
    return new SplittableRandom(a * 0x9E3779B97F4A7C15L + b).nextLong();
  }
}
