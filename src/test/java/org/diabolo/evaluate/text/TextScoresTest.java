package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.diabolo.evaluate.text.Rows.row;

import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.Test;

class TextScoresTest {
  private static final List<TextMetric> ALL =
      Stream.concat(
              TextMetrics.allowed().stream().filter(name -> !name.endsWith("_N")),
              Stream.of("exact_match_at_2"))
          .map(name -> TextMetrics.named(name).orElseThrow())
          .toList();

  private static TextScores scores(int from, int to) {
    TextScores scores = new TextScores(ALL, 7);
    for (int i = from; i < to; i++) {
      String right = "the cat number " + i + " sat on mat " + i % 3;
      String wrong = "a cat number " + i / 2 + " lay on mat " + i % 3;
      scores.add(
          "row " + i, row(i % 4 == 0 ? List.of(right, wrong) : List.of(wrong, right), right));
    }
    return scores;
  }

  @Test
  void everyFigureIsThatOfItsMetricAloneAndLiesInItsInterval() {
    TextScores scores = scores(0, 100);

    assertThat(scores.rows()).isEqualTo(100);
    assertThat(scores.scores()).extracting(TextScore::metric).hasSize(10).doesNotHaveDuplicates();
    for (TextScore score : scores.scores()) {
      assertThat(score.value())
          .as(score.metric())
          .isBetween(score.interval().low(), score.interval().high());
    }
    assertThat(scores.scores().get(0).value()).isEqualTo(0.25);
    assertThat(scores.scores().get(9))
        .isEqualTo(new TextScore("exact_match_at_2", 1, new Interval(1, 1)));
  }

  @Test
  void partsThatTravelledAddUp() {
    TextScores merged =
        new TextScores(ALL, 7)
            .merge(SerializationUtils.clone(scores(60, 100)))
            .merge(SerializationUtils.clone(scores(0, 60)));

    assertThat(merged.rows()).isEqualTo(100);
    List<TextScore> whole = scores(0, 100).scores();
    for (int i = 0; i < whole.size(); i++) {
      TextScore score = merged.scores().get(i);
      assertThat(score.value()).isCloseTo(whole.get(i).value(), within(1e-10));
      assertThat(score.interval().low()).isCloseTo(whole.get(i).interval().low(), within(1e-10));
      assertThat(score.interval().high()).isCloseTo(whole.get(i).interval().high(), within(1e-10));
    }
  }

  @Test
  void scoresOfOtherMetricsAreRefused() {
    TextScores one = new TextScores(List.of(new Bleu()), 7);
    TextScores other = new TextScores(List.of(new ChrF()), 7);

    assertThatThrownBy(() -> one.merge(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scores of chrf cannot be added to scores of bleu");
  }

  @Test
  void withoutIntervalsFiguresAreTheSame() {
    TextScores with = new TextScores(ALL, 7);
    TextScores without = TextScores.withoutIntervals(ALL);
    for (int i = 0; i < 20; i++) {
      with.add("row " + i, row("a cat " + i, "the cat " + i / 2));
      without.add("row " + i, row("a cat " + i, "the cat " + i / 2));
    }
    TextScores merged = TextScores.withoutIntervals(ALL).merge(SerializationUtils.clone(without));

    for (int i = 0; i < ALL.size(); i++) {
      assertThat(merged.scores().get(i).value()).isEqualTo(with.scores().get(i).value());
      assertThat(merged.scores().get(i).interval().low()).isNaN();
    }
    assertThatThrownBy(() -> with.merge(without))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scores with and without intervals cannot be added");
  }
}
