package org.diabolo.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.diabolo.batch.Feed.Form;
import org.diabolo.batch.Feed.Side;
import org.diabolo.job.BatchSpec;

/** Rows of text as long as words and sentences are, and how text is fed. */
final class Lengths {
  /** Text to text: what is read, what is given to the decoder, what is wanted. */
  static final Feeds TEXT =
      new Feeds(
          List.of(Feed.of(Side.SOURCE, Form.TOKENS), Feed.of(Side.TARGET, Form.PREVIOUS)),
          List.of(Feed.of(Side.TARGET, Form.TOKENS)));

  private Lengths() {}

  static Batching text(int size, BatchSpec.Unit unit) {
    return new Batching(TEXT, new BatchSpec(size, unit), 0);
  }

  /** Names: 3 to 15 characters, most of 5 to 8; in another script at most 2 more or fewer. */
  static List<Example> names(int count) {
    Random random = new Random(3);
    return pairs(
        count,
        random,
        () -> (int) Math.max(3, Math.min(15, Math.round(6.5 + 2 * random.nextGaussian()))),
        source -> Math.max(1, source + random.nextInt(5) - 2));
  }

  /** Sentences: 5 to 60 words, half of them under 20; translated 15 % longer or shorter. */
  static List<Example> sentences(int count) {
    Random random = new Random(4);
    return pairs(
        count,
        random,
        () ->
            (int) Math.max(5, Math.min(60, Math.round(19 * Math.exp(0.5 * random.nextGaussian())))),
        source -> (int) Math.max(1, Math.round(source * (1 + 0.15 * random.nextGaussian()))));
  }

  private static List<Example> pairs(
      int count,
      Random random,
      java.util.function.IntSupplier source,
      java.util.function.IntUnaryOperator target) {
    List<Example> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = source.getAsInt();
      // The first token is the row's number, to tell it by.
      rows.add(
          new Example("k" + i, row(i, length, random), row(i, target.applyAsInt(length), random)));
    }
    return rows;
  }

  private static float[] row(int number, int length, Random random) {
    float[] tokens = new float[length];
    for (int i = 0; i < length; i++) {
      tokens[i] = i == 0 ? 4 + number : 4 + random.nextInt(50);
    }
    return tokens;
  }

  /** The rows dealt to as many chunks. */
  static List<Chunk> chunks(List<Example> rows, int chunks) {
    return IntStream.range(0, chunks)
        .mapToObj(
            c ->
                Chunk.of(
                    c,
                    IntStream.range(0, rows.size())
                        .filter(row -> row % chunks == c)
                        .mapToObj(rows::get)
                        .toList()))
        .toList();
  }

  static List<Share> plan(List<Chunk> chunks, Batching batching, int replicas) {
    return BucketPlan.divide(
        chunks.stream().mapToInt(Chunk::rows).toArray(),
        chunks.stream().mapToLong(batching::size).toArray(),
        replicas,
        batching.batch().size());
  }

  /** A replica's whole epoch. */
  static BatchReader epoch(List<Chunk> chunks, Share share, EpochOrder order, Batching batching) {
    List<Segment> segments = share.segments(order, 0, share.total());
    return new BatchReader(
        segments.stream().map(segment -> chunks.get(segment.chunk())).iterator(),
        segments,
        order,
        batching);
  }
}
