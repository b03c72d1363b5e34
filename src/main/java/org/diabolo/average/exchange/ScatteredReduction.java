package org.diabolo.average.exchange;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.diabolo.average.exchange.RoundResult.Report;
import org.diabolo.spark.NumberPartitioner;
import org.diabolo.spark.PartitionResults;
import org.diabolo.spark.Shuffles;
import scala.Tuple2;

/**
 * As many reducers as replicas each take an equal piece of all numbers from every replica and send
 * the driver its mean: the driver receives one model however many replicas there are, and no
 * machine carries more than a few models' worth of bytes (the reduce-scatter of Patarasuk and Yuan
 * 2009, by a Spark shuffle). A tree of replicas would carry a whole model over every edge.
 */
final class ScatteredReduction {
  private ScatteredReduction() {}

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
  private record Part(float[] parameters, float[] updater, List<Report> reports, long nanos)
      implements Serializable {}

  static Reduced reduce(JavaRDD<RoundResult> results) {
    int pieces = results.getNumPartitions();
    JavaPairRDD<Integer, Piece> scattered =
        results
            .flatMapToPair(result -> pieces(result, pieces))
            .partitionBy(new NumberPartitioner(pieces));
    Part[] parts = new Part[pieces];
    try {
      PartitionResults.forEach(
          scattered.values().mapPartitionsWithIndex(ScatteredReduction::part, true),
          IntStream.range(0, pieces).boxed().toList(),
          (piece, part) -> parts[piece] = part);
    } finally {
      Shuffles.forget(scattered);
    }
    long began = System.nanoTime();
    float[] parameters = joined(Arrays.stream(parts).map(Part::parameters).toList());
    float[] updater = joined(Arrays.stream(parts).map(Part::updater).toList());
    long slowest = Arrays.stream(parts).mapToLong(Part::nanos).max().orElse(0);
    return new Reduced(parameters, updater, parts[0].reports, slowest + System.nanoTime() - began);
  }

  private static Iterator<Tuple2<Integer, Piece>> pieces(RoundResult result, int pieces) {
    List<Tuple2<Integer, Piece>> all = new ArrayList<>();
    for (int piece = 0; piece < pieces; piece++) {
      all.add(new Tuple2<>(piece, Piece.of(result, piece, pieces)));
    }
    return all.iterator();
  }

  private static Iterator<Part> part(int piece, Iterator<Piece> arriving) {
    long began = System.nanoTime();
    List<Piece> pieces = new ArrayList<>();
    arriving.forEachRemaining(pieces::add);
    pieces.sort(Comparator.comparingInt(next -> next.report.replica()));
    List<Report> reports = pieces.stream().map(Piece::report).toList();
    double[] weights = Reduction.weights(reports);
    float[] parameters = WeightedMean.of(pieces.stream().map(Piece::parameters).toList(), weights);
    float[] updater = WeightedMean.of(pieces.stream().map(Piece::updater).toList(), weights);
    // One of them tells of the replicas.
    List<Report> told = piece == 0 ? reports : List.of();
    return List.of(new Part(parameters, updater, told, System.nanoTime() - began)).iterator();
  }

  /** Equal pieces, in whole blocks. */
  private static Packed cut(Packed all, int piece, int pieces) {
    long blocks = (all.length() + Packed.BLOCK - 1) / Packed.BLOCK;
    long from = blocks * piece / pieces * Packed.BLOCK;
    long to = blocks * (piece + 1) / pieces * Packed.BLOCK;
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
}
