package org.diabolo.average;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.Segment;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Where replicas live: each at one executor, its chunks too, so that a round reads from memory and
 * the network carries parameters only. When an executor is lost only its replicas move. All this is
 * a wish to Spark's scheduler: results do not depend on it.
 */
final class Homes {
  private final SparkContext spark;
  private final String[] homes;

  /**
   * @param replicas that need homes
   */
  Homes(SparkContext spark, int replicas) {
    this.spark = spark;
    this.homes = new String[replicas];
  }

  /** Asks for each chunk to be cached where its replica lives. */
  JavaRDD<Chunk> spread(JavaRDD<Chunk> chunks) {
    settle();
    List<Group> groups =
        IntStream.range(0, chunks.getNumPartitions())
            .mapToObj(chunk -> new Group(homes[chunk % homes.length], new int[] {chunk}))
            .toList();
    return grouped(chunks, groups);
  }

  /** One partition a task, made of just the chunks that the task reads, in its order. */
  JavaRDD<Chunk> pruned(JavaRDD<Chunk> chunks, List<ReplicaTask> tasks) {
    settle();
    List<Group> groups =
        tasks.stream()
            .map(
                task ->
                    new Group(
                        homes[task.replica()],
                        task.segments().stream().mapToInt(Segment::chunk).toArray()))
            .toList();
    return grouped(chunks, groups);
  }

  private static JavaRDD<Chunk> grouped(JavaRDD<Chunk> chunks, List<Group> groups) {
    return chunks
        .rdd()
        .coalesce(groups.size(), false, Option.apply(new Groups(groups)), null)
        .toJavaRDD();
  }

  private void settle() {
    settle(homes, executors());
  }

  /**
   * Replicas without a living home go where the fewest are; the others stay.
   *
   * @param homes of the replicas, null for those that never had one; changed
   * @param executors that are alive
   */
  static void settle(String[] homes, List<String> executors) {
    Map<String, Integer> tenants = new HashMap<>();
    executors.forEach(executor -> tenants.put(executor, 0));
    for (int replica = 0; replica < homes.length; replica++) {
      if (homes[replica] != null
          && tenants.computeIfPresent(homes[replica], (e, n) -> n + 1) == null) {
        homes[replica] = null;
      }
    }
    for (int replica = 0; replica < homes.length && !executors.isEmpty(); replica++) {
      if (homes[replica] == null) {
        String emptiest = executors.get(0);
        for (String executor : executors) {
          if (tenants.get(executor) < tenants.get(emptiest)) {
            emptiest = executor;
          }
        }
        homes[replica] = emptiest;
        tenants.merge(emptiest, 1, Integer::sum);
      }
    }
  }

  /** Executors as the scheduler's locations name them, in a steady order; none in local mode. */
  private List<String> executors() {
    return JavaConverters.asJavaCollection(
            spark.env().blockManager().master().getMemoryStatus().keySet())
        .stream()
        .filter(executor -> !executor.isDriver())
        .sorted(
            (a, b) ->
                a.executorId().length() == b.executorId().length()
                    ? a.executorId().compareTo(b.executorId())
                    : Integer.compare(a.executorId().length(), b.executorId().length()))
        .map(executor -> "executor_" + executor.host() + "_" + executor.executorId())
        .toList();
  }

  private record Group(String home, int[] chunks) implements Serializable {}

  private record Groups(List<Group> groups) implements PartitionCoalescer, scala.Serializable {
    @Override
    public PartitionGroup[] coalesce(int most, RDD<?> parent) {
      Partition[] partitions = parent.partitions();
      List<PartitionGroup> made = new ArrayList<>();
      for (Group group : groups) {
        PartitionGroup partitionGroup = new PartitionGroup(Option.apply(group.home));
        for (int chunk : group.chunks) {
          partitionGroup
              .partitions()
              .append(JavaConverters.asScalaBuffer(List.of(partitions[chunk])).toSeq());
        }
        made.add(partitionGroup);
      }
      return made.toArray(PartitionGroup[]::new);
    }
  }
}
