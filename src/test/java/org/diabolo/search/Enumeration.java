package org.diabolo.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.diabolo.batch.Feed;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.Engines;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;
import org.diabolo.network.Bundle;

/**
 * What searches are compared with: probabilities of whole texts by one pass of the decoder over
 * each, as in training, and nothing pruned but by sorting everything.
 */
final class Enumeration {
  /** A text that has ended, or may go on. */
  record Text(int[] tokens, double logProbability) {
    double score(double alpha) {
      return logProbability / Math.pow((6.0 + tokens.length) / 6, alpha);
    }
  }

  private final Bundle.Parts parts;
  private final List<Values> encoded;
  private final int vocabulary;

  Enumeration(Bundle.Parts parts, float[] source) {
    this.parts = parts;
    this.vocabulary = ((TextField) parts.target()).vocabulary().size();
    this.encoded =
        Engines.forward(parts.encoder())
            .apply(1, List.of(FeedFiller.values(parts.feeds().inputs().get(0), List.of(source))));
  }

  /** All texts of up to {@code longest} tokens, best first. */
  List<Text> best(int longest, double alpha) {
    List<float[]> texts = new ArrayList<>();
    texts.add(new float[0]);
    for (int i = 0; i < texts.size() && texts.get(i).length < longest; i++) {
      for (int token = Vocabulary.FIRST; token < vocabulary; token++) {
        float[] longer = Arrays.copyOf(texts.get(i), texts.get(i).length + 1);
        longer[longer.length - 1] = token;
        texts.add(longer);
      }
    }
    float[][] probabilities = probabilities(texts);
    List<Text> ended = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      float[] text = texts.get(i);
      double log = 0;
      for (int step = 0; step <= text.length; step++) {
        int token = step == text.length ? Vocabulary.END : (int) text[step];
        log += Math.log(probabilities[i][step * vocabulary + token]);
      }
      ended.add(new Text(TextField.ids(text), log));
    }
    ended.sort(Comparator.comparingDouble((Text text) -> -text.score(alpha)));
    return ended;
  }

  /** Beam search to the very end: every step sorts all continuations, nothing stops early. */
  List<Text> beam(int beam, int longest, double alpha) {
    List<Text> living = List.of(new Text(new int[0], 0));
    List<Text> ended = new ArrayList<>();
    for (int step = 0; step <= longest && !living.isEmpty(); step++) {
      List<Text> continued = new ArrayList<>();
      for (Text text : living) {
        float[] next = next(text.tokens());
        for (int token = Vocabulary.END;
            token < (step == longest ? Vocabulary.FIRST : vocabulary);
            token++) {
          int[] longer = Arrays.copyOf(text.tokens(), step + 1);
          longer[step] = token;
          continued.add(new Text(longer, text.logProbability() + Math.log(next[token])));
        }
      }
      continued.sort(Comparator.comparingDouble(text -> -text.logProbability()));
      List<Text> kept = continued.subList(0, Math.min(beam, continued.size()));
      int last = step;
      living = kept.stream().filter(text -> text.tokens()[last] != Vocabulary.END).toList();
      kept.stream()
          .filter(text -> text.tokens()[last] == Vocabulary.END)
          .map(text -> new Text(Arrays.copyOf(text.tokens(), last), text.logProbability()))
          .forEach(ended::add);
    }
    ended.sort(Comparator.comparingDouble(text -> -text.score(alpha)));
    return ended;
  }

  /** The likeliest token, then the likeliest after it, until that is the end. */
  int[] greedy(int longest) {
    int[] tokens = {};
    while (tokens.length < longest) {
      float[] next = next(tokens);
      int likeliest = Vocabulary.END;
      for (int token = Vocabulary.FIRST; token < vocabulary; token++) {
        likeliest = next[token] > next[likeliest] ? token : likeliest;
      }
      if (likeliest == Vocabulary.END) {
        break;
      }
      tokens = Arrays.copyOf(tokens, tokens.length + 1);
      tokens[tokens.length - 1] = likeliest;
    }
    return tokens;
  }

  private float[] next(int[] tokens) {
    float[] text = new float[tokens.length];
    for (int i = 0; i < text.length; i++) {
      text[i] = tokens[i];
    }
    float[] all = probabilities(List.of(text))[0];
    return Arrays.copyOfRange(all, text.length * vocabulary, (text.length + 1) * vocabulary);
  }

  /** For each text what the decoder gives at each of its steps. */
  private float[][] probabilities(List<float[]> texts) {
    int rows = texts.size();
    List<Values> inputs = new ArrayList<>();
    encoded.forEach(values -> inputs.add(repeated(values, rows)));
    for (Feed given : parts.feeds().inputs().subList(1, parts.feeds().inputs().size())) {
      inputs.add(FeedFiller.values(given, texts));
    }
    Forward decoder = Engines.forward(parts.decoder());
    float[] all = decoder.apply(rows, inputs).get(0).data();
    float[][] each = new float[rows][];
    int size = all.length / rows;
    for (int row = 0; row < rows; row++) {
      each[row] = Arrays.copyOfRange(all, row * size, (row + 1) * size);
    }
    return each;
  }

  private static Values repeated(Values one, int rows) {
    float[] data = new float[one.data().length * rows];
    for (int i = 0; i < data.length; i++) {
      data[i] = one.data()[i % one.data().length];
    }
    return new Values(data, one.length(), null);
  }
}
