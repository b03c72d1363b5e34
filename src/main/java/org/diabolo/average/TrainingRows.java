package org.diabolo.average;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.Example;
import org.diabolo.batch.Share;
import scala.Tuple2;

/**
 * A split's rows, shuffled once into chunks that stay cached in the executors, one chunk a
 * partition. Chunk and place in it follow from seed and key.
 */
public final class TrainingRows implements AutoCloseable {
  private static final long BYTES_A_CHUNK = 16L << 20;
  private static final int LEAST_CHUNKS_A_REPLICA = 4;

  private final long seed;
  private final Homes homes;
  private final JavaRDD<Chunk> chunks;
  private final List<Share> shares;

  /** A row's place: its chunk, then the order within. */
  private record Place(int chunk, long hash, String key)
      implements Serializable, Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::hash).thenComparing(Place::key);

    static Place of(String key, long seed, int chunks) {
      byte[] text = key.getBytes(StandardCharsets.UTF_8);
      long[] hash = MurmurHash3.hash128x64(text, 0, text.length, Long.hashCode(seed));
      return new Place(Math.floorMod(hash[0], chunks), hash[1], key);
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private static final class ByChunk extends Partitioner {
    private final int chunks;

    ByChunk(int chunks) {
      this.chunks = chunks;
    }

    @Override
    public int numPartitions() {
      return chunks;
    }

    @Override
    public int getPartition(Object place) {
      return ((Place) place).chunk;
    }
  }

  /**
   * Shuffles, caches and counts.
   *
   * @param examples with unique keys
   * @param rows of them, roughly: it only decides how many chunks there are
   * @param replicas that share the chunks
   * @param seed of the order
   */
  TrainingRows(JavaRDD<Example> examples, long rows, int replicas, long seed) {
    this.seed = seed;
    this.homes = new Homes(examples.context(), replicas);
    int count = chunkCount(examples, rows, replicas);
    JavaRDD<Chunk> built =
        examples
            .mapToPair(example -> new Tuple2<>(Place.of(example.key(), seed, count), example))
            .repartitionAndSortWithinPartitions(new ByChunk(count))
            .mapPartitionsWithIndex(TrainingRows::build, true);
    chunks = homes.spread(built).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      shares = Share.divide(rowsOf(chunks, count), replicas);
    } catch (RuntimeException e) {
      chunks.unpersist(false);
      throw e;
    }
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

  private static Iterator<Chunk> build(int index, Iterator<Tuple2<Place, Example>> rows) {
    List<Example> examples = new ArrayList<>();
    rows.forEachRemaining(row -> examples.add(row._2()));
    return examples.isEmpty()
        ? List.<Chunk>of().iterator()
        : List.of(Chunk.of(index, examples)).iterator();
  }

  EpochOrder order(int epoch) {
    return new EpochOrder(seed, epoch);
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
  }
}
