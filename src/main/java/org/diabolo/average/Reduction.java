package org.diabolo.average;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.diabolo.average.RoundResult.Report;
import scala.Tuple2;

/**
 * Brings the replicas' results together. A few go to the driver as they are. Of many, each of as
 * many reducers takes an equal piece of all numbers from every replica and sends the driver its
 * mean: the driver receives one model however many replicas there are, and no machine carries more
 * than a few models' worth of bytes (the reduce-scatter of Patarasuk and Yuan 2009, by a Spark
 * shuffle). Both ways add in the replicas' order and give the same bits.
 */
final class Reduction {
  /** Results that the driver may hold at once. */
  static final int DIRECT = 4;

  private Reduction() {}

  static Reduced reduce(JavaRDD<RoundResult> results) {
    return results.getNumPartitions() <= DIRECT ? direct(results) : scattered(results);
  }

  static Reduced direct(JavaRDD<RoundResult> results) {
    RoundResult[] all = new RoundResult[results.getNumPartitions()];
    PartitionResults.forEach(results, (partition, result) -> all[partition] = result);
    List<RoundResult> list = List.of(all);
    double[] weights = weights(list.stream().map(RoundResult::report).toList());
    return new Reduced(
        WeightedMean.of(list.stream().map(RoundResult::parameters).toList(), weights),
        WeightedMean.of(list.stream().map(RoundResult::updater).toList(), weights),
        list.stream().map(RoundResult::report).toList());
  }

  /** A replica's numbers for one reducer. */
  private record Piece(Packed parameters, Packed updater, Report report) implements Serializable {
    static Piece of(RoundResult result, int piece, int pieces) {
      return new Piece(
          cut(result.parameters(), piece, pieces),
          cut(result.updater(), piece, pieces),
          result.report());
    }
  }

  /** A reducer's part of the means. */
  private record Part(float[] parameters, float[] updater, List<Report> reports)
      implements Serializable {}

  static Reduced scattered(JavaRDD<RoundResult> results) {
    int pieces = results.getNumPartitions();
    JavaPairRDD<Integer, Piece> scattered =
        results.flatMapToPair(result -> pieces(result, pieces)).partitionBy(new ByPiece(pieces));
    Part[] parts = new Part[pieces];
    try {
      PartitionResults.forEach(
          scattered.values().mapPartitionsWithIndex(Reduction::part, true),
          (piece, part) -> parts[piece] = part);
    } finally {
      forget(scattered);
    }
    return new Reduced(
        joined(Arrays.stream(parts).map(Part::parameters).toList()),
        joined(Arrays.stream(parts).map(Part::updater).toList()),
        parts[0].reports);
  }

  private static Iterator<Tuple2<Integer, Piece>> pieces(RoundResult result, int pieces) {
    List<Tuple2<Integer, Piece>> all = new ArrayList<>();
    for (int piece = 0; piece < pieces; piece++) {
      all.add(new Tuple2<>(piece, Piece.of(result, piece, pieces)));
    }
    return all.iterator();
  }

  private static Iterator<Part> part(int piece, Iterator<Piece> arriving) {
    List<Piece> pieces = new ArrayList<>();
    arriving.forEachRemaining(pieces::add);
    pieces.sort(Comparator.comparingInt(next -> next.report.replica()));
    List<Report> reports = pieces.stream().map(Piece::report).toList();
    double[] weights = weights(reports);
    return List.of(
            new Part(
                WeightedMean.of(pieces.stream().map(Piece::parameters).toList(), weights),
                WeightedMean.of(pieces.stream().map(Piece::updater).toList(), weights),
                piece == 0 ? reports : List.of()))
        .iterator();
  }

  /** Equal pieces, in whole blocks. */
  private static Packed cut(Packed all, int piece, int pieces) {
    long blocks = (all.length() + Fp16.BLOCK - 1) / Fp16.BLOCK;
    long from = blocks * piece / pieces * Fp16.BLOCK;
    long to = blocks * (piece + 1) / pieces * Fp16.BLOCK;
    return all.slice((int) Math.min(all.length(), from), (int) Math.min(all.length(), to));
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static double[] weights(List<Report> reports) {
    return reports.stream().mapToDouble(Report::examples).toArray();
  }

  /** Frees the shuffle's files at once: by itself Spark waits for a garbage collection. */
  private static void forget(JavaPairRDD<Integer, Piece> shuffled) {
    shuffled
        .context()
        .cleaner()
        .foreach(
            cleaner -> {
              ShuffleDependency<?, ?, ?> dependency =
                  (ShuffleDependency<?, ?, ?>) shuffled.rdd().dependencies().head();
              cleaner.doCleanupShuffle(dependency.shuffleId(), false);
              return null;
            });
  }

  private static final class ByPiece extends Partitioner {
    private final int pieces;

    ByPiece(int pieces) {
      this.pieces = pieces;
    }

    @Override
    public int numPartitions() {
      return pieces;
    }

    @Override
    public int getPartition(Object piece) {
      return (Integer) piece;
    }
  }
}
