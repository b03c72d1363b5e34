package org.diabolo.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.Feeds;
import org.diabolo.batch.InferenceBatch;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.OpenNetwork;
import org.diabolo.field.TextField;
import org.diabolo.network.Bundle;
import org.diabolo.search.SourceEncoder;
import org.diabolo.search.TextBatch;
import org.diabolo.spark.Unboxed;

/**
 * How probable a model of text takes the right tokens, each after the right ones before it. Rows
 * whose targets are of like length are run together.
 */
public final class TokenLoss {
  private static final double LEAST = 1e-30;
  private static final int MOST_PAIRS = 4096;

  /** Of the pairs that are sorted together: 16 MB. */
  private static final long MOST_NUMBERS = 4 << 20;

  private final Feeds feeds;
  private final int vocabulary;
  private final SourceEncoder encoder;
  private final Forward decoder;

  /**
   * @param parts of a model whose target is text
   */
  public TokenLoss(Bundle.Parts parts) {
    this.feeds = parts.feeds();
    this.vocabulary = ((TextField) parts.target()).vocabulary().size();
    this.encoder = new SourceEncoder(parts);
    this.decoder = OpenNetwork.of(parts.decoder()).forward();
  }

  /**
   * A sum over tokens.
   *
   * @param loss sum of the negative logarithms of their probabilities
   * @param tokens how many, ends counted
   */
  record Sum(double loss, long tokens) implements Serializable {
    static final Sum NONE = new Sum(0, 0);

    Sum plus(Sum other) {
      return new Sum(loss + other.loss, tokens + other.tokens);
    }

    /** NaN of no tokens. */
    double mean() {
      return loss / tokens;
    }
  }

  /** A prepared source and target. */
  public record Pair(float[] source, float[] target) {}

  /**
   * What is made of a pair.
   *
   * @param code of the source
   * @param loss the mean over the target's tokens, ends counted
   */
  public record Coded(float[] code, double loss) {}

  /** A batch that was run. */
  private record Batch(List<Values> encoded, float[] given, Values wanted) {}

  /** What is done with a token of a batch. */
  private interface Use {
    void accept(int row, double loss);
  }

  /**
   * @param rows of a partition: source, target
   * @param parts of the model, opened if there are rows
   */
  static Sum of(Iterator<Row> rows, Bundle.Parts parts) {
    Sum sum = Sum.NONE;
    TokenLoss loss = null;
    List<Pair> pairs = new ArrayList<>();
    long numbers = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      Pair pair = new Pair(Unboxed.floats(row.getList(0)), Unboxed.floats(row.getList(1)));
      pairs.add(pair);
      numbers += pair.source.length + pair.target.length;
      if (pairs.size() == MOST_PAIRS || numbers >= MOST_NUMBERS || !rows.hasNext()) {
        loss = loss == null ? new TokenLoss(parts) : loss;
        sum = sum.plus(loss.of(pairs));
        pairs.clear();
        numbers = 0;
      }
    }
    return sum;
  }

  /**
   * @param pairs in any order, run in as many batches as they need
   * @return what is made of each, in their order
   */
  public List<Coded> each(List<Pair> pairs) {
    List<Coded> coded = new ArrayList<>(Collections.nCopies(pairs.size(), null));
    inBatches(pairs, places -> keep(places, batch(pairs, places), coded));
    return coded;
  }

  private void keep(List<Integer> places, Batch batch, List<Coded> coded) {
    double[] losses = new double[places.size()];
    int[] tokens = new int[places.size()];
    tokens(
        batch,
        (row, loss) -> {
          losses[row] += loss;
          tokens[row]++;
        });
    for (int i = 0; i < losses.length; i++) {
      float[] code = batch.encoded.get(0).row(i, places.size());
      coded.set(places.get(i), new Coded(code, losses[i] / tokens[i]));
    }
  }

  /** Of pairs in any order, run in as many batches as they need. */
  Sum of(List<Pair> pairs) {
    Sum[] sum = {Sum.NONE};
    inBatches(pairs, places -> sum[0] = sum[0].plus(sum(batch(pairs, places))));
    return sum[0];
  }

  private Sum sum(Batch batch) {
    double[] loss = new double[1];
    long[] count = new long[1];
    tokens(
        batch,
        (row, each) -> {
          loss[0] += each;
          count[0]++;
        });
    return new Sum(loss[0], count[0]);
  }

  /**
   * @param use of each batch's places among the pairs
   */
  private void inBatches(List<Pair> pairs, Consumer<List<Integer>> use) {
    List<Integer> sorted =
        IntStream.range(0, pairs.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> pairs.get(i).target.length))
            .toList();
    int from = 0;
    while (from < sorted.size()) {
      List<Integer> batch = sorted.subList(from, from + rows(pairs, sorted, from));
      use.accept(batch);
      from += batch.size();
    }
  }

  /** As many as their probabilities, and their sources, leave room for. */
  private int rows(List<Pair> pairs, List<Integer> sorted, int from) {
    int rows = 0;
    int longest = 1;
    while (from + rows < sorted.size()) {
      Pair next = pairs.get(sorted.get(from + rows));
      longest = Math.max(longest, next.source.length);
      long numbers = (long) vocabulary * (next.target.length + 1);
      if (rows > 0 && rows >= Math.min(TextBatch.rows(numbers), InferenceBatch.rows(longest))) {
        break;
      }
      rows++;
    }
    return rows;
  }

  private Batch batch(List<Pair> pairs, List<Integer> places) {
    List<Pair> batch = places.stream().map(pairs::get).toList();
    List<float[]> targets = batch.stream().map(Pair::target).toList();
    List<Values> encoded = encoder.encode(batch.stream().map(Pair::source).toList());
    List<Values> inputs = new ArrayList<>(encoded);
    if (feeds.inputs().size() > 1) {
      inputs.add(FeedFiller.values(feeds.inputs().get(1), targets));
    }
    float[] given = decoder.apply(batch.size(), inputs).get(0).data();
    return new Batch(encoded, given, FeedFiller.values(feeds.labels().get(0), targets));
  }

  private void tokens(Batch batch, Use use) {
    Values wanted = batch.wanted;
    int rows = wanted.data().length;
    for (int i = 0; i < rows; i++) {
      if (wanted.mask() == null || wanted.mask()[i] > 0) {
        int token = (int) wanted.data()[i];
        double loss = -Math.log(Math.max(LEAST, batch.given[i * vocabulary + token]));
        use.accept(i / wanted.length(), loss);
      }
    }
  }
}
