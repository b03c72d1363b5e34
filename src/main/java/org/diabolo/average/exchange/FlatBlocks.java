package org.diabolo.average.exchange;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.storage.StreamBlockId;
import org.apache.spark.util.io.ChunkedByteBuffer;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Flat arrays that travel by Spark's block managers as they lie in memory. Task results and
 * broadcasts would write them as Java objects, which costs a round several copies more. In local
 * mode, where all is one JVM, they do not travel at all.
 */
final class FlatBlocks {
  /** A block is one buffer on its way; what comes near 2 GB goes by Spark's own means. */
  static final long MOST_BYTES = 1L << 30;

  /** What a JVM sends to itself. */
  private static final Map<StreamBlockId, List<Packed>> HERE = new ConcurrentHashMap<>();

  private static final AtomicLong NEXT = new AtomicLong();

  /** Whether receivers are in this JVM. */
  enum Reach {
    JVM,
    CLUSTER
  }

  private FlatBlocks() {}

  /** A number for blocks that belong together, new in this JVM. */
  static long nextNumber() {
    return NEXT.getAndIncrement();
  }

  static void send(StreamBlockId id, List<Packed> arrays, Reach reach) {
    if (reach == Reach.JVM) {
      HERE.put(id, arrays);
      return;
    }
    ByteBuffer[] buffers = new ByteBuffer[arrays.size()];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = Packed.write(arrays.get(i));
    }
    ClassTag<Object> any = ClassTag$.MODULE$.apply(Object.class);
    boolean stored =
        blocks()
            .putBytes(
                id, new ChunkedByteBuffer(buffers), StorageLevel.MEMORY_AND_DISK_SER(), true, any);
    if (!stored) {
      throw new IllegalStateException("neither memory nor disk has room for block " + id);
    }
  }

  /** The arrays; nothing when no one has them any more. */
  static Optional<List<Packed>> receive(StreamBlockId id) {
    List<Packed> here = HERE.get(id);
    if (here != null) {
      return Optional.of(here);
    }
    Option<ChunkedByteBuffer> bytes = blocks().getRemoteBytes(id);
    return bytes.isEmpty() ? Optional.empty() : Optional.of(read(bytes.get().toByteBuffer()));
  }

  private static List<Packed> read(ByteBuffer bytes) {
    List<Packed> arrays = new ArrayList<>();
    while (bytes.hasRemaining()) {
      arrays.add(Packed.read(bytes));
    }
    return arrays;
  }

  /** To be called on the driver: frees the block wherever it is. */
  static void remove(StreamBlockId id) {
    if (HERE.remove(id) == null) {
      blocks().master().removeBlock(id);
    }
  }

  private static BlockManager blocks() {
    return SparkEnv.get().blockManager();
  }
}
