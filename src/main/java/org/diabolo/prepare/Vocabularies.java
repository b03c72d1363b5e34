package org.diabolo.prepare;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.diabolo.field.MarkedWords;
import org.diabolo.field.TextField;
import org.diabolo.field.Tokenizer;
import org.diabolo.field.Vocabulary;
import org.diabolo.field.subword.BpeTrainer;
import org.diabolo.field.subword.UnigramTrainer;
import org.diabolo.job.BadDataException;
import org.diabolo.job.TextSpec;
import org.diabolo.job.TextSpec.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Text fields whose subwords and vocabularies are learned from the train split. */
final class Vocabularies {
  private static final Logger LOG = LoggerFactory.getLogger(Vocabularies.class);

  /** What a driver of ordinary size can learn subwords from; rarer words add next to nothing. */
  private static final int MOST_WORDS = 200_000;

  /** Scripts without spaces have words as long as sentences; these are learned from in chunks. */
  private static final int LONGEST_WORD = 64;

  /** Of all words: what is learned from is held some hundred times over. */
  private static final int MOST_CHARACTERS = 3_000_000;

  private static final String TEXT = "text";
  private static final String COUNT = "count";

  private Vocabularies() {}

  /**
   * @param key of the job file, for messages: source or target
   * @param texts of the train split, one column
   * @return the field that knows the most frequent tokens of them; of subwords also those that the
   *     train split has only inside longer ones, because other texts may need them
   * @throws BadDataException when no token is as frequent as the spec says
   */
  static TextField fit(String key, TextSpec spec, Dataset<Row> texts) {
    TextField field = fit(spec, texts);
    if (field.vocabulary().tokens().isEmpty()) {
      FlatMapFunction<Row, String> cut = row -> field.tokens(row.getString(0)).iterator();
      long most =
          mostFrequent(texts.flatMap(cut, Encoders.STRING()), 1, 1).values().iterator().next();
      throw new BadDataException(
          key
              + ".min_count: found "
              + spec.minCount()
              + ", allowed: at most "
              + most
              + ", which is how often the most frequent token of "
              + spec.column()
              + " stands in the train split");
    }
    return field;
  }

  private static TextField fit(TextSpec spec, Dataset<Row> texts) {
    TextField unfitted = TextField.unfitted(spec);
    if (!spec.subwords()) {
      return unfitted.knowing(new Vocabulary(List.copyOf(tokens(spec, unfitted, texts))));
    }
    Map<String, Long> words = words(spec, unfitted, texts);
    Tokenizer learned =
        spec.tokens() == Tokens.BPE
            ? BpeTrainer.train(words, spec.vocabulary())
            : UnigramTrainer.train(words, spec.vocabulary());
    TextField cutter = unfitted.cutBy(learned);
    Set<String> known = new LinkedHashSet<>(tokens(spec, cutter, texts));
    Map<String, Long> characters = new HashMap<>();
    words.forEach(
        (word, count) ->
            word.codePoints()
                .forEach(c -> characters.merge(Character.toString(c), count, Long::sum)));
    learned.taught().stream()
        .filter(token -> characters.getOrDefault(token, Long.MAX_VALUE) >= spec.minCount())
        .forEach(known::add);
    return cutter.knowing(new Vocabulary(known.stream().limit(spec.vocabulary()).toList()));
  }

  /** Most frequent first. */
  private static Set<String> tokens(TextSpec spec, TextField cutter, Dataset<Row> texts) {
    FlatMapFunction<Row, String> cut = row -> cutter.tokens(row.getString(0)).iterator();
    return mostFrequent(texts.flatMap(cut, Encoders.STRING()), spec.minCount(), spec.vocabulary())
        .keySet();
  }

  private static Map<String, Long> words(TextSpec spec, TextField unfitted, Dataset<Row> texts) {
    FlatMapFunction<Row, String> cut =
        row ->
            MarkedWords.split(unfitted.normalised(row.getString(0))).stream()
                .flatMap(word -> MarkedWords.chunks(word, LONGEST_WORD).stream())
                .iterator();
    Map<String, Long> counted = mostFrequent(texts.flatMap(cut, Encoders.STRING()), 1, MOST_WORDS);
    Map<String, Long> words = first(counted, MOST_CHARACTERS);
    if (counted.size() == MOST_WORDS || words.size() < counted.size()) {
      LOG.info(
          "subwords of {} are learned from its {} most frequent words",
          spec.column(),
          words.size());
    }
    return words;
  }

  /** The first words of so many characters together, or the first one alone. */
  static Map<String, Long> first(Map<String, Long> words, int characters) {
    Map<String, Long> first = new LinkedHashMap<>();
    long there = 0;
    for (Map.Entry<String, Long> word : words.entrySet()) {
      there += word.getKey().length();
      if (there > characters && !first.isEmpty()) {
        break;
      }
      first.put(word.getKey(), word.getValue());
    }
    return first;
  }

  /**
   * Counts texts. Equally frequent ones stand in the order of their UTF-8 bytes, so that the same
   * ones are taken whatever the cluster.
   *
   * @param least count of a text that is taken
   * @param most texts that come to the driver
   * @return texts and counts, most frequent first
   */
  private static Map<String, Long> mostFrequent(Dataset<String> texts, long least, int most) {
    Map<String, Long> counts = new LinkedHashMap<>();
    texts
        .toDF(TEXT)
        .groupBy(TEXT)
        .count()
        .where(col(COUNT).geq(least))
        .orderBy(col(COUNT).desc(), col(TEXT))
        .limit(most)
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }
}
