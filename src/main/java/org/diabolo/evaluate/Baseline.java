package org.diabolo.evaluate;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.evaluate.text.Text;
import org.diabolo.evaluate.text.WordForWord;
import org.diabolo.field.SpaceTokenizer;
import org.diabolo.field.TextField;
import org.diabolo.field.Tokenizer;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.job.TextSpec;

/** Answers to text that cost nothing, or next to nothing, to learn. */
enum Baseline {
  /** The source itself. */
  COPY {
    @Override
    Answerer.Maker learn(JobSpec spec, FieldTexts texts, Dataset<Row> train) {
      return () -> answering(item -> texts.of(item.text()));
    }
  },

  /** The train split's most frequent target. */
  MAJORITY {
    @Override
    Answerer.Maker learn(JobSpec spec, FieldTexts texts, Dataset<Row> train) {
      String target = spec.autoencoder() ? CorpusColumns.SOURCE_TEXT : CorpusColumns.TARGET_TEXT;
      String most =
          train
              .groupBy(target)
              .count()
              .orderBy(col("count").desc(), col(target))
              .head()
              .getString(0);
      return () -> answering(item -> texts.of(most));
    }
  },

  /** Each word's most probable translation, by IBM Model 1. */
  WORD_FOR_WORD {
    @Override
    Answerer.Maker learn(JobSpec spec, FieldTexts texts, Dataset<Row> train) {
      Tokenizer from = words(spec.source());
      Tokenizer to = words(spec.decoded());
      List<WordForWord.Pair> pairs = new ArrayList<>();
      train
          .select(CorpusColumns.SOURCE_TEXT, CorpusColumns.TARGET_TEXT)
          .orderBy(CorpusColumns.KEY)
          .limit(MOST_PAIRS)
          .collectAsList()
          .forEach(
              row ->
                  pairs.add(
                      new WordForWord.Pair(
                          from.split(row.getString(0)), to.split(row.getString(1)))));
      WordForWord learned = WordForWord.learn(pairs, MOST_PAIRS);
      return () -> answering(item -> texts.of(to.join(learned.translate(from.split(item.text())))));
    }
  };

  /** Of which word-for-word translation learns; they are held on the driver. */
  private static final int MOST_PAIRS = 50_000;

  /**
   * @param spec the job
   * @param texts that answers are to be like
   * @param train prepared rows with their texts
   * @return what answers, to be made where the rows are
   */
  abstract Answerer.Maker learn(JobSpec spec, FieldTexts texts, Dataset<Row> train);

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those that the job asks for, or those of its kind. */
  static List<Baseline> of(JobSpec spec) {
    if (!spec.evaluate().baselines().isEmpty()) {
      return spec.evaluate().baselines().stream().map(Baseline::named).toList();
    }
    boolean copies = spec.source() instanceof TextSpec && !spec.autoencoder();
    return copies ? List.of(COPY, MAJORITY) : List.of(MAJORITY);
  }

  private static Baseline named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  static List<String> problems(JobSpec spec) {
    Map<String, Baseline> known =
        Arrays.stream(values()).collect(Collectors.toMap(Baseline::label, Function.identity()));
    List<String> problems = new ArrayList<>();
    for (String name : spec.evaluate().baselines()) {
      boolean texts = spec.source() instanceof TextSpec && spec.decoded() instanceof TextSpec;
      if (!(spec.decoded() instanceof TextSpec)) {
        problems.add("evaluate.baselines: found " + name + ", allowed: none of numbers");
      } else if (!known.containsKey(name)) {
        List<String> names = new ArrayList<>(known.keySet());
        Collections.sort(names);
        problems.add(
            "evaluate.baselines: found " + name + ", allowed: " + String.join(" | ", names));
      } else if (known.get(name) != MAJORITY && spec.autoencoder()) {
        problems.add(
            "evaluate.baselines: found " + name + ", allowed: majority (the target is the source)");
      } else if (known.get(name) != MAJORITY && !texts) {
        problems.add(
            "evaluate.baselines: found " + name + ", allowed: majority (the source is no text)");
      }
    }
    return problems;
  }

  private static Answerer answering(Function<TextItems.Item, Text> answer) {
    return items -> items.stream().map(item -> List.of(answer.apply(item))).toList();
  }

  /** Baselines know no subwords: what they learn are whole words. */
  private static Tokenizer words(FieldSpec field) {
    TextSpec text = (TextSpec) field;
    return text.subwords() ? new SpaceTokenizer() : TextField.unfitted(text).tokenizer();
  }
}
