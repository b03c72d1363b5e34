package org.diabolo.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.evaluate.TextItems.Item;
import org.diabolo.evaluate.text.Text;
import org.diabolo.field.BpeTokenizer;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.testing.Jobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {
  /** Pieces of single letters, and whatever stands before a word. */
  private static final TextField PIECES =
      new TextField(
          new BpeTokenizer(List.of()), /* lowercase= */ true, 20, new Vocabulary(List.of()));

  @TempDir Path folder;

  private JobSpec job(String more) throws Exception {
    String job =
        """
        name: words
        data: {input: {path: nowhere}, key: id}
        source: {column: word, kind: text, tokens: bpe}
        %s
        """
            .formatted(more);
    return Jobs.read(Files.writeString(folder.resolve("job.yaml"), job), List.of());
  }

  private JobSpec translation(String evaluate) throws Exception {
    return job(
        """
        target: {column: answer, kind: text, tokens: bpe}
        encoder: {kind: rnn}
        decoder: {kind: rnn, attention: dot}
        """
            + evaluate);
  }

  private JobSpec autoencoder(String evaluate) throws Exception {
    return job("encoder: {kind: rnn, code: 6}\ndecoder: {kind: rnn}\n" + evaluate);
  }

  private static Dataset<Row> train() {
    List<Row> rows = new ArrayList<>();
    String[][] pairs = {
      {"das haus", "The house"},
      {"das buch", "The book"},
      {"ein buch", "a book"},
      {"das haus", "The house"}
    };
    for (String[] pair : pairs) {
      rows.add(PreparedTexts.row(PIECES, "k" + rows.size(), pair[0], pair[1], null));
    }
    return PreparedTexts.table(rows);
  }

  @Test
  void thoseOfTheJobAnswerOneRowAtATime() throws Exception {
    Map<String, TextBaselines.Asked> all = TextBaselines.of(translation(""), PIECES, train());

    assertThat(all.keySet()).containsExactly("copy", "majority");
    assertThat(all.get("copy").answer("Ein Haus")).isEqualTo("ein haus");
    assertThat(all.get("majority").answer(null)).isEqualTo("the house");
  }

  private Text answer(Baseline baseline, String source) throws Exception {
    Answerer.Maker maker = baseline.learn(translation(""), new FieldTexts(PIECES), train());
    Item item = new Item("q", new float[0], source, List.of("y"), List.of());
    List<List<Text>> answers = maker.make().answer(List.of(item));
    assertThat(answers).hasSize(1);
    assertThat(answers.get(0)).hasSize(1);
    return answers.get(0).get(0);
  }

  @Test
  void answersAreCutAsTheTargetsFieldCuts() throws Exception {
    for (Baseline baseline : Baseline.values()) {
      Text answer = answer(baseline, "Ein Haus");
      assertThat(answer.tokens()).isEqualTo(PIECES.tokens(answer.string()));
      assertThat(answer.tokens()).as(baseline.label()).hasSizeGreaterThan(5);
    }
  }

  @Test
  void eachAnswersAsItsNameSays() throws Exception {
    assertThat(answer(Baseline.COPY, "Ein Haus").string()).isEqualTo("ein haus");
    assertThat(answer(Baseline.MAJORITY, "Ein Haus").string()).isEqualTo("the house");
    // Koehn's example: "haus" is house, "ein" is a; a word that train has not is copied.
    assertThat(answer(Baseline.WORD_FOR_WORD, "ein haus kaufen").string())
        .isEqualTo("a house kaufen");
  }

  @Test
  void anAutoencoderHasTheMajorityAlone() throws Exception {
    for (String name : List.of("copy", "word_for_word")) {
      JobSpec spec = autoencoder("evaluate: {baselines: [" + name + "]}");
      assertThatThrownBy(() -> Evaluation.check(spec))
          .isInstanceOf(InvalidJobException.class)
          .hasMessage(
              "evaluate.baselines: found "
                  + name
                  + ", allowed: majority (the target is the source)");
    }
    Evaluation.check(autoencoder("evaluate: {baselines: [majority]}"));
    assertThat(Baseline.of(autoencoder(""))).containsExactly(Baseline.MAJORITY);
  }

  @Test
  void metricsOfMoreHypothesesThanAreToldAreRefused() throws Exception {
    JobSpec spec =
        translation(
            "predict: {beam: 5}\nevaluate: {metrics: [mean_reciprocal_rank, exact_match_at_3]}");
    assertThatThrownBy(() -> Evaluation.check(spec))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "evaluate.metrics: found mean_reciprocal_rank, allowed: only with predict.n_best of at"
                + " least 2, found 1\n"
                + "evaluate.metrics: found exact_match_at_3, allowed: only with predict.n_best of"
                + " at least 3, found 1");
    Evaluation.check(
        translation(
            "predict: {beam: 5, n_best: 3}\n"
                + "evaluate: {metrics: [mean_reciprocal_rank, exact_match_at_3]}"));
  }
}
