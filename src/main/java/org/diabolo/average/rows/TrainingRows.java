package org.diabolo.average.rows;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.diabolo.average.rows.ChunkShuffle.Placed;
import org.diabolo.batch.Batching;
import org.diabolo.batch.BucketPlan;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.Example;
import org.diabolo.batch.RowOrder;
import org.diabolo.batch.Segment;
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

  /** The more rows a chunk has, the more alike are the lengths in a batch. */
  private static final int LEAST_CHUNKS_OF_BUCKETS = 1;

  /** In a row, before the chunks are made again from the shuffle. */
  private static final int MOST_MOVES = 8;

  /** One replica in so many may read its chunks from afar before all are put in order. */
  private static final int FEW_STRAYS = 8;

  private final long seed;
  private final RowOrder order;
  private final Batching batching;
  private final PreferredLocations locations;
  private final ChunkShuffle shuffle;
  private JavaRDD<Chunk> chunks;
  private final long rows;
  private final List<Share> shares;
  private int moves;
  private List<Share> dealt = List.of();

  /**
   * Shuffles, caches and counts.
   *
   * @param examples with unique keys
   * @param rows of them, roughly where they are shuffled: it only decides how many chunks there are
   * @param replicas that share the chunks
   * @param seed of the order
   * @param order shuffled, or the order of the RDD
   * @param batching how batches are cut and filled
   */
  public TrainingRows(
      JavaRDD<Example> examples,
      long rows,
      int replicas,
      long seed,
      RowOrder order,
      Batching batching) {
    this(examples, examples, rows, replicas, seed, order, batching);
  }

  /**
   * The same of rows that take long to be computed.
   *
   * @param examples with unique keys
   * @param measured as long as the examples
   * @param rows of them, roughly where they are shuffled
   * @param replicas that share the chunks
   * @param seed of the order
   * @param order shuffled, or the order of the RDD
   * @param batching how batches are cut and filled
   */
  public TrainingRows(
      JavaRDD<Example> examples,
      JavaRDD<Example> measured,
      long rows,
      int replicas,
      long seed,
      RowOrder order,
      Batching batching) {
    this.seed = seed;
    this.order = order;
    this.batching = batching;
    this.locations = new PreferredLocations(examples.context(), replicas);
    int count = chunkCount(measured, rows, replicas, batching);
    JavaRDD<Placed> placed =
        order == RowOrder.SHUFFLED
            ? examples.map(row -> new Placed(RowPlace.shuffled(row.key(), seed, count), row))
            : examples.zipWithIndex().map(row -> kept(row, rows, count, replicas));
    shuffle = ChunkShuffle.of(placed, count);
    int[] owners = IntStream.range(0, count).map(chunk -> chunk % replicas).toArray();
    chunks = locations.spread(shuffle.chunks(), owners).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Sizes sizes = Sizes.of(chunks, count, batching);
      this.rows = IntStream.of(sizes.rows).asLongStream().sum();
      shares =
          batching.bucketed()
              ? BucketPlan.divide(sizes.rows, sizes.sizes, replicas, batching.batch().size())
              : Share.divide(sizes.rows, replicas);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Placed kept(Tuple2<Example, Long> row, long rows, int chunks, int replicas) {
    return new Placed(RowPlace.kept(row._2(), rows, chunks, replicas), row._1());
  }

  /** How large a chunk is. */
  private record Size(int chunk, int rows, long size) implements Serializable {}

  /** How large the chunks are, in rows and in the unit of the batches. */
  private record Sizes(int[] rows, long[] sizes) {
    static Sizes of(JavaRDD<Chunk> chunks, int count, Batching batching) {
      Sizes all = new Sizes(new int[count], new long[count]);
      chunks
          .map(chunk -> new Size(chunk.index(), chunk.rows(), batching.size(chunk)))
          .collect()
          .forEach(
              size -> {
                all.rows[size.chunk] = size.rows;
                all.sizes[size.chunk] = size.size;
              });
      return all;
    }
  }

  private static int chunkCount(
      JavaRDD<Example> examples, long rows, int replicas, Batching batching) {
    long perReplica = floats(examples, rows, batching) * Float.BYTES / replicas / BYTES_A_CHUNK;
    int least = batching.bucketed() ? LEAST_CHUNKS_OF_BUCKETS : LEAST_CHUNKS_A_REPLICA;
    return Math.toIntExact(replicas * Math.max(least, perReplica));
  }

  /** Of all rows; rows of many lengths are counted, as it decides the chunks and so the bits. */
  private static long floats(JavaRDD<Example> examples, long rows, Batching batching) {
    // Which rows have an anchor is not worth knowing: they count as if all had.
    long anchors = rows * batching.anchor();
    if (batching.uniform()) {
      return anchors + rows * examples.take(1).stream().mapToLong(TrainingRows::floats).sum();
    }
    return anchors + examples.map(TrainingRows::floats).fold(0L, Long::sum);
  }

  private static long floats(Example row) {
    return row.source().length + (row.target() == row.source() ? 0 : row.target().length);
  }

  /**
   * In which order the rows of an epoch are read.
   *
   * @param epoch from 0
   * @return the order of that epoch
   */
  public EpochOrder order(int epoch) {
    return new EpochOrder(seed, epoch, order);
  }

  /**
   * Where the replicas and their chunks are.
   *
   * @return the same for all epochs, followed as executors come and go
   */
  public PreferredLocations locations() {
    return locations;
  }

  /**
   * One partition a chunk, cached.
   *
   * @return as many partitions as chunks
   */
  public JavaRDD<Chunk> chunks() {
    return chunks;
  }

  /**
   * The shares of as many replicas as the rows were chunked for.
   *
   * @return one a replica, in their order
   */
  public List<Share> shares() {
    return shares;
  }

  /**
   * The shares of some replicas.
   *
   * @param replicas any number of them; where the rows were chunked for another, chunks are cut
   * @return one a replica, in their order
   */
  public List<Share> shares(int replicas) {
    if (replicas != dealt.size()) {
      dealt =
          replicas == shares.size()
              ? shares
              : Share.deal(
                  shares.stream()
                      .flatMap(share -> share.segments().stream())
                      .sorted(Comparator.comparingInt(Segment::chunk))
                      .toList(),
                  replicas);
    }
    return dealt;
  }

  /**
   * Looks which executors there are. Where enough replicas have a new home the cached chunks move
   * with them; those that died with an executor are made again there.
   *
   * @param replicas that train now
   */
  public void settle(int replicas) {
    if (rows == 0) {
      return;
    }
    locations.settle(replicas);
    if (locations.strays() * FEW_STRAYS >= replicas) {
      // What moves is read from where it is cached; but Spark remembers each move, and not for
      // ever.
      JavaRDD<Chunk> from = ++moves % MOST_MOVES == 0 ? shuffle.chunks() : chunks;
      JavaRDD<Chunk> moved =
          locations.spread(from, owners(replicas)).persist(StorageLevel.MEMORY_AND_DISK());
      moved.foreach(chunk -> {});
      chunks.unpersist(false);
      chunks = moved;
    }
  }

  /** For each chunk the replica that trains on most of it. */
  private int[] owners(int replicas) {
    int[] owners = new int[chunks.getNumPartitions()];
    int[] most = new int[owners.length];
    for (Share share : shares(replicas)) {
      for (Segment segment : share.segments()) {
        if (segment.length() > most[segment.chunk()]) {
          most[segment.chunk()] = segment.length();
          owners[segment.chunk()] = share.replica();
        }
      }
    }
    return owners;
  }

  /**
   * How batches are cut and filled.
   *
   * @return the same for all epochs
   */
  public Batching batching() {
    return batching;
  }

  /**
   * Local steps of the replica that takes the most.
   *
   * @param taken shares of one epoch, or of the rest of one
   * @return the most of any share; 0 of none
   */
  public long steps(List<Share> taken) {
    return taken.stream().mapToLong(share -> share.steps(batching.stride())).max().orElse(0);
  }

  /**
   * How many rows there are.
   *
   * @return rows of the split, in all chunks
   */
  public long rows() {
    return rows;
  }

  /** Lets go of the chunks. */
  @Override
  public void close() {
    chunks.unpersist(false);
    shuffle.forget();
  }
}
