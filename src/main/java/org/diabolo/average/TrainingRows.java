package org.diabolo.average;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.diabolo.average.ChunkShuffle.Placed;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.Example;
import org.diabolo.batch.RowOrder;
import org.diabolo.batch.Share;
import scala.Tuple2;

/**
 * A split's rows, shuffled once into chunks that stay cached in the executors, one chunk a
 * partition, until it is closed. Chunk and place in it follow from seed and key; or, where rows
 * keep their order, from the row's position: then each replica has one stretch of the rows, and its
 * chunks hold it one after the other.
 */
public final class TrainingRows implements AutoCloseable {
  private static final long BYTES_A_CHUNK = 16L << 20;
  private static final int LEAST_CHUNKS_A_REPLICA = 4;

  private final long seed;
  private final RowOrder order;
  private final Homes homes;
  private final ChunkShuffle shuffle;
  private final JavaRDD<Chunk> chunks;
  private final List<Share> shares;

  /**
   * Shuffles, caches and counts.
   *
   * @param examples with unique keys
   * @param rows of them, roughly where they are shuffled: it only decides how many chunks there are
   * @param replicas that share the chunks
   * @param seed of the order
   * @param order shuffled, or the order of the RDD
   */
  TrainingRows(JavaRDD<Example> examples, long rows, int replicas, long seed, RowOrder order) {
    this.seed = seed;
    this.order = order;
    this.homes = new Homes(examples.context(), replicas);
    int count = chunkCount(examples, rows, replicas);
    JavaRDD<Placed> placed =
        order == RowOrder.SHUFFLED
            ? examples.map(row -> new Placed(RowPlace.shuffled(row.key(), seed, count), row))
            : examples.zipWithIndex().map(row -> kept(row, rows, count, replicas));
    shuffle = ChunkShuffle.of(placed, count);
    chunks = homes.spread(shuffle.chunks()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      shares = Share.divide(rowsOf(chunks, count), replicas);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Placed kept(Tuple2<Example, Long> row, long rows, int chunks, int replicas) {
    return new Placed(RowPlace.kept(row._2(), rows, chunks, replicas), row._1());
  }

  private static int[] rowsOf(JavaRDD<Chunk> chunks, int count) {
    int[] rows = new int[count];
    chunks
        .mapToPair(chunk -> new Tuple2<>(chunk.index(), chunk.rows()))
        .collect()
        .forEach(size -> rows[size._1()] = size._2());
    return rows;
  }

  private static int chunkCount(JavaRDD<Example> examples, long rows, int replicas) {
    List<Example> first = examples.take(1);
    if (first.isEmpty()) {
      return replicas;
    }
    long floats = first.get(0).source().length;
    if (first.get(0).target() != first.get(0).source()) {
      floats += first.get(0).target().length;
    }
    long perReplica = rows * floats * Float.BYTES / replicas / BYTES_A_CHUNK;
    return Math.toIntExact(replicas * Math.max(LEAST_CHUNKS_A_REPLICA, perReplica));
  }

  EpochOrder order(int epoch) {
    return new EpochOrder(seed, epoch, order);
  }

  Homes homes() {
    return homes;
  }

  JavaRDD<Chunk> chunks() {
    return chunks;
  }

  List<Share> shares() {
    return shares;
  }

  long rows() {
    return shares.stream().mapToLong(Share::totalRows).sum();
  }

  @Override
  public void close() {
    chunks.unpersist(false);
    shuffle.forget();
  }
}
