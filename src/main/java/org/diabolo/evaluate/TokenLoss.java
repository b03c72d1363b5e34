package org.diabolo.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.Feeds;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.Engines;
import org.diabolo.network.Bundle;
import org.diabolo.search.SourceEncoder;

/** How probable a model of text takes the right tokens, each after the right ones before it. */
final class TokenLoss {
  private static final double LEAST = 1e-30;

  private final Feeds feeds;
  private final SourceEncoder encoder;
  private final Forward decoder;

  TokenLoss(Bundle.Parts parts) {
    this.feeds = parts.feeds();
    this.encoder = new SourceEncoder(parts, 1);
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
  }

  Sum of(List<float[]> sources, List<float[]> targets) {
    int rows = sources.size();
    List<Values> inputs = new ArrayList<>(encoder.encode(sources));
    if (feeds.inputs().size() > 1) {
      inputs.add(FeedFiller.values(feeds.inputs().get(1), targets));
    }
    Values given = decoder.apply(rows, inputs).get(0);
    Values wanted = FeedFiller.values(feeds.labels().get(0), targets);
    int length = wanted.length();
    int vocabulary = given.data().length / (rows * length);
    double loss = 0;
    long tokens = 0;
    for (int i = 0; i < rows * length; i++) {
      if (wanted.mask() == null || wanted.mask()[i] > 0) {
        int token = (int) wanted.data()[i];
        loss -= Math.log(Math.max(LEAST, given.data()[i * vocabulary + token]));
        tokens++;
      }
    }
    return new Sum(loss, tokens);
  }
}
