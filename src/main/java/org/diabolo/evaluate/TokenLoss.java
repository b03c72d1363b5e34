package org.diabolo.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.Feeds;
import org.diabolo.batch.InferenceBatch;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.Engines;
import org.diabolo.field.TextField;
import org.diabolo.network.Bundle;
import org.diabolo.rows.Unboxed;
import org.diabolo.search.SourceEncoder;
import org.diabolo.search.TextBatch;

/**
 * How probable a model of text takes the right tokens, each after the right ones before it. Rows
 * whose targets are of like length are run together.
 */
final class TokenLoss {
  private static final double LEAST = 1e-30;
  private static final int MOST_PAIRS = 4096;

  /** Of the pairs that are sorted together: 16 MB. */
  private static final long MOST_NUMBERS = 4 << 20;

  private final Feeds feeds;
  private final int vocabulary;
  private final SourceEncoder encoder;
  private final Forward decoder;

  TokenLoss(Bundle.Parts parts) {
    this.feeds = parts.feeds();
    this.vocabulary = ((TextField) parts.target()).vocabulary().size();
    this.encoder = new SourceEncoder(parts);
    this.decoder = Engines.forward(parts.decoder());
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
  record Pair(float[] source, float[] target) {}

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

  /** Of pairs in any order, run in as many batches as they need. */
  Sum of(List<Pair> pairs) {
    List<Pair> sorted =
        pairs.stream().sorted(Comparator.comparingInt(pair -> pair.target.length)).toList();
    Sum sum = Sum.NONE;
    int from = 0;
    while (from < sorted.size()) {
      List<Pair> batch = sorted.subList(from, from + rows(sorted, from));
      sum = sum.plus(ofBatch(batch));
      from += batch.size();
    }
    return sum;
  }

  /** As many as their probabilities, and their sources, leave room for. */
  private int rows(List<Pair> sorted, int from) {
    int rows = 0;
    int longest = 1;
    while (from + rows < sorted.size()) {
      Pair next = sorted.get(from + rows);
      longest = Math.max(longest, next.source.length);
      long numbers = (long) vocabulary * (next.target.length + 1);
      if (rows > 0 && rows >= Math.min(TextBatch.rows(numbers), InferenceBatch.rows(longest))) {
        break;
      }
      rows++;
    }
    return rows;
  }

  private Sum ofBatch(List<Pair> batch) {
    int rows = batch.size();
    List<float[]> targets = batch.stream().map(Pair::target).toList();
    List<Values> inputs =
        new ArrayList<>(encoder.encode(batch.stream().map(Pair::source).toList()));
    if (feeds.inputs().size() > 1) {
      inputs.add(FeedFiller.values(feeds.inputs().get(1), targets));
    }
    float[] given = decoder.apply(rows, inputs).get(0).data();
    Values wanted = FeedFiller.values(feeds.labels().get(0), targets);
    double loss = 0;
    long tokens = 0;
    for (int i = 0; i < rows * wanted.length(); i++) {
      if (wanted.mask() == null || wanted.mask()[i] > 0) {
        int token = (int) wanted.data()[i];
        loss -= Math.log(Math.max(LEAST, given[i * vocabulary + token]));
        tokens++;
      }
    }
    return new Sum(loss, tokens);
  }
}
