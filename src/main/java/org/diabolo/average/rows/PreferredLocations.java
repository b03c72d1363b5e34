package org.diabolo.average.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import org.apache.spark.status.api.v1.ExecutorSummary;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.Segment;
import org.diabolo.batch.Share;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Where replicas live: each at one executor, its chunks too, so that a round reads from memory and
 * the network carries parameters only. When an executor is lost its replicas move, and when one
 * joins it is given its part of them. All this is a wish to Spark's scheduler: results do not
 * depend on it.
 */
public final class PreferredLocations {
  private final SparkContext spark;
  private String[] homes;
  private String[] cached = new String[0];

  /**
   * @param replicas that need homes
   */
  PreferredLocations(SparkContext spark, int replicas) {
    this.spark = spark;
    this.homes = new String[replicas];
    settle();
  }

  /**
   * Finds homes again, for the executors that there are now.
   *
   * @param replicas that need homes from now on
   */
  void settle(int replicas) {
    homes = Arrays.copyOf(homes, replicas);
    settle();
  }

  /** Replicas that live elsewhere than the chunks that were last spread. */
  int strays() {
    int strays = Math.abs(homes.length - cached.length);
    for (int replica = 0; replica < Math.min(homes.length, cached.length); replica++) {
      strays += homes[replica] == null || homes[replica].equals(cached[replica]) ? 0 : 1;
    }
    return strays;
  }

  /**
   * Asks for each chunk to be cached where the replica lives that reads it.
   *
   * @param owners the replica of each chunk
   */
  JavaRDD<Chunk> spread(JavaRDD<Chunk> chunks, int[] owners) {
    cached = homes.clone();
    List<Group> groups =
        IntStream.range(0, owners.length)
            .mapToObj(chunk -> new Group(homes[owners[chunk]], new int[] {chunk}))
            .toList();
    return grouped(chunks, groups);
  }

  /**
   * One partition a replica, made of just the chunks that it reads, in its order.
   *
   * @param chunks one a partition
   * @param parts what the replicas read
   * @return as many partitions as parts, each wished for where its replica lives
   */
  public JavaRDD<Chunk> pruned(JavaRDD<Chunk> chunks, List<Share> parts) {
    List<Group> groups =
        parts.stream()
            .map(
                part ->
                    new Group(
                        homes[part.replica()],
                        part.segments().stream().mapToInt(Segment::chunk).toArray()))
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
   * Replicas without a living home go where most room is; of the others as few move as it takes to
   * fill an executor that is new.
   *
   * @param homes of the replicas, null for those that never had one; changed
   * @param executors that are alive, with their task slots
   */
  static void settle(String[] homes, Map<String, Integer> executors) {
    Map<String, Integer> tenants = new LinkedHashMap<>();
    executors.keySet().forEach(executor -> tenants.put(executor, 0));
    for (int replica = 0; replica < homes.length; replica++) {
      if (homes[replica] != null
          && tenants.computeIfPresent(homes[replica], (e, n) -> n + 1) == null) {
        homes[replica] = null;
      }
    }
    if (executors.isEmpty()) {
      return;
    }
    for (int replica = 0; replica < homes.length; replica++) {
      if (homes[replica] == null) {
        homes[replica] = roomiest(tenants, executors);
        tenants.merge(homes[replica], 1, Integer::sum);
      }
    }
    for (int replica = homes.length - 1; replica >= 0; replica--) {
      String from = homes[replica];
      String to = roomiest(tenants, executors);
      // Only where it is less crowded even with this one more.
      if ((long) tenants.get(from) * executors.get(to)
          > (tenants.get(to) + 1L) * executors.get(from)) {
        homes[replica] = to;
        tenants.merge(from, -1, Integer::sum);
        tenants.merge(to, 1, Integer::sum);
      }
    }
  }

  /** The first of those on which one more would share its slots with the fewest. */
  private static String roomiest(Map<String, Integer> tenants, Map<String, Integer> executors) {
    String best = null;
    for (String executor : executors.keySet()) {
      if (best == null
          || (tenants.get(executor) + 1L) * executors.get(best)
              < (tenants.get(best) + 1L) * executors.get(executor)) {
        best = executor;
      }
    }
    return best;
  }

  /**
   * Executors as the scheduler's locations name them, in a steady order, with their task slots;
   * none in local mode. Those that Spark excludes after failures are no homes.
   */
  private Map<String, Integer> executors() {
    Map<String, Integer> executors = new LinkedHashMap<>();
    JavaConverters.asJavaCollection(spark.statusStore().executorList(true)).stream()
        .filter(executor -> !executor.id().equals("driver"))
        .filter(executor -> executor.isActive() && !executor.isExcluded())
        .filter(executor -> executor.maxTasks() > 0)
        .sorted(
            Comparator.comparingInt((ExecutorSummary executor) -> executor.id().length())
                .thenComparing(ExecutorSummary::id))
        .forEach(
            executor ->
                executors.put(
                    "executor_" + host(executor.hostPort()) + "_" + executor.id(),
                    executor.maxTasks()));
    return executors;
  }

  /** An executor of which only a task has been heard so far has no port yet. */
  private static String host(String hostPort) {
    return hostPort.replaceFirst(":\\d+$", "");
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
