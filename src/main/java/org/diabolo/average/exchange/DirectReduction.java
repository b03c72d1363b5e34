package org.diabolo.average.exchange;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StreamBlockId;
import org.diabolo.average.exchange.RoundResult.Report;
import org.diabolo.spark.PartitionResults;

/** Every replica's result comes to the driver, which holds them all. */
final class DirectReduction {
  /** Times that a replica's task is run for its block to arrive. */
  private static final int MOST_PASSES = 4;

  private DirectReduction() {}

  /** What a task says of the block that it leaves behind. */
  private record Left(Report report, long nanos) implements Serializable {}

  static Reduced reduce(JavaRDD<RoundResult> results) {
    int count = results.getNumPartitions();
    long number = FlatBlocks.nextNumber();
    FlatBlocks.Reach reach =
        results.context().isLocal() ? FlatBlocks.Reach.JVM : FlatBlocks.Reach.CLUSTER;
    JavaRDD<Left> left =
        results.mapPartitionsWithIndex(
            (partition, arriving) ->
                List.of(leave(arriving.next(), id(partition, number), reach)).iterator(),
            true);
    try {
      return reduce(left, count, number);
    } finally {
      IntStream.range(0, count).forEach(partition -> FlatBlocks.remove(id(partition, number)));
    }
  }

  private static Left leave(RoundResult result, StreamBlockId id, FlatBlocks.Reach reach) {
    long began = System.nanoTime();
    FlatBlocks.send(id, List.of(result.parameters(), result.updater()), reach);
    return new Left(result.report(), System.nanoTime() - began);
  }

  private static Reduced reduce(JavaRDD<Left> tasks, int count, long number) {
    Left[] left = new Left[count];
    List<List<Packed>> arrays = new ArrayList<>();
    List<Integer> missing = IntStream.range(0, count).boxed().toList();
    IntStream.range(0, count).forEach(i -> arrays.add(null));
    // An executor may be lost after its task has ended and before its block was fetched.
    for (int pass = 1; !missing.isEmpty(); pass++) {
      if (pass > MOST_PASSES) {
        throw new IllegalStateException(
            "the driver cannot fetch the results of replicas "
                + missing
                + ": can it reach the executors' block managers (spark.blockManager.port)?");
      }
      missing = fetch(tasks, missing, number, left, arrays);
    }
    long began = System.nanoTime();
    List<Report> reports = Arrays.stream(left).map(Left::report).toList();
    double[] weights = Reduction.weights(reports);
    float[] parameters = WeightedMean.of(column(arrays, 0), weights);
    float[] updater = WeightedMean.of(column(arrays, 1), weights);
    long slowest = Arrays.stream(left).mapToLong(Left::nanos).max().orElse(0);
    return new Reduced(parameters, updater, reports, slowest + System.nanoTime() - began);
  }

  /** Fetches each block as soon as its task has ended; returns the partitions without one. */
  private static List<Integer> fetch(
      JavaRDD<Left> tasks,
      List<Integer> partitions,
      long number,
      Left[] left,
      List<List<Packed>> arrays) {
    List<CompletableFuture<Optional<List<Packed>>>> fetching = new ArrayList<>();
    IntStream.range(0, left.length).forEach(i -> fetching.add(null));
    PartitionResults.forEach(
        tasks,
        partitions,
        (partition, task) -> {
          left[partition] = task;
          fetching.set(
              partition,
              CompletableFuture.supplyAsync(() -> FlatBlocks.receive(id(partition, number))));
        });
    List<Integer> missing = new ArrayList<>();
    for (int partition : partitions) {
      Optional<List<Packed>> fetched = fetching.get(partition).join();
      arrays.set(partition, fetched.orElse(null));
      if (fetched.isEmpty()) {
        missing.add(partition);
      }
    }
    return missing;
  }

  private static List<Packed> column(List<List<Packed>> arrays, int index) {
    return arrays.stream().map(packed -> packed.get(index)).toList();
  }

  private static StreamBlockId id(int partition, long number) {
    return new StreamBlockId(partition + 1, number);
  }
}
