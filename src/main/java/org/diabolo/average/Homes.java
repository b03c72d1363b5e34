package org.diabolo.average;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
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
 * Where replicas live: replica {@code r} at executor {@code r mod executors}, its chunks too, so
 * that a round reads from memory and the network carries parameters only. Only a wish to Spark's
 * scheduler: results do not depend on it.
 */
final class Homes {
  private Homes() {}

  /** Asks for each chunk to be cached where its replica lives. */
  static JavaRDD<Chunk> spread(JavaRDD<Chunk> chunks, int replicas) {
    List<Group> groups =
        IntStream.range(0, chunks.getNumPartitions())
            .mapToObj(chunk -> new Group(chunk % replicas, new int[] {chunk}))
            .toList();
    return grouped(chunks, groups);
  }

  /** One partition a task, made of just the chunks that the task reads, in its order. */
  static JavaRDD<Chunk> pruned(JavaRDD<Chunk> chunks, List<ReplicaTask> tasks) {
    List<Group> groups =
        tasks.stream()
            .map(
                task ->
                    new Group(
                        task.replica(),
                        task.segments().stream().mapToInt(Segment::chunk).toArray()))
            .toList();
    return grouped(chunks, groups);
  }

  private static JavaRDD<Chunk> grouped(JavaRDD<Chunk> chunks, List<Group> groups) {
    PartitionCoalescer coalescer = new Groups(groups, executors(chunks.context()));
    return chunks.rdd().coalesce(groups.size(), false, Option.apply(coalescer), null).toJavaRDD();
  }

  /** Executors as the scheduler's locations name them, in a steady order; none in local mode. */
  private static List<String> executors(SparkContext context) {
    return JavaConverters.asJavaCollection(
            context.env().blockManager().master().getMemoryStatus().keySet())
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

  private record Group(int replica, int[] chunks) implements Serializable {}

  private record Groups(List<Group> groups, List<String> executors)
      implements PartitionCoalescer, scala.Serializable {
    @Override
    public PartitionGroup[] coalesce(int most, RDD<?> parent) {
      Partition[] partitions = parent.partitions();
      List<PartitionGroup> made = new ArrayList<>();
      for (Group group : groups) {
        String home = executors.isEmpty() ? null : executors.get(group.replica % executors.size());
        PartitionGroup partitionGroup = new PartitionGroup(Option.apply(home));
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
