package org.diabolo.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.evaluate.Contest.Figures;
import org.diabolo.evaluate.Contest.Group;
import org.diabolo.evaluate.TextItems.Item;
import org.diabolo.evaluate.text.TextMetric;
import org.diabolo.evaluate.text.TextMetrics;
import org.diabolo.search.TextModels;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;

class ContestTest {
  private static final FieldTexts TEXTS = new FieldTexts(TextModels.text(5));
  private static final List<TextMetric> METRICS =
      Stream.of("exact_match", "character_error_rate", "mean_f_score")
          .map(name -> TextMetrics.named(name).orElseThrow())
          .toList();

  /** Answers with the source's first letter, and with the whole source. */
  private static Map<Group, Figures> figures(List<Item> items, int partitions) {
    Map<String, Answerer.Maker> contestants = new LinkedHashMap<>();
    contestants.put(
        Contest.MODEL,
        () ->
            asked -> asked.stream().map(i -> List.of(TEXTS.of(i.text().substring(0, 1)))).toList());
    contestants.put(
        "copy", () -> asked -> asked.stream().map(i -> List.of(TEXTS.of(i.text()))).toList());
    return new Contest(TEXTS, METRICS, 5, contestants)
        .figures(
            JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
                .parallelize(items, partitions));
  }

  /** Of "ab" and "abab"; the first letter is right where i is even. */
  private static List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String text = i % 3 == 0 ? "ab" : "abab";
      items.add(
          new Item(
              "k" + i,
              new float[0],
              text,
              i % 2 == 0 ? List.of("a", "aaa") : List.of("ba"),
              i < 10 ? List.of("x", "y") : i < 30 ? List.of("x") : List.of()));
    }
    return items;
  }

  @Test
  void anAnswerCountsOnceOverallAndInEveryGroupItStandsIn() {
    Map<Group, Figures> figures = figures(items(), 4);
    assertThat(figures.keySet())
        .containsExactlyInAnyOrder(
            new Group(null, ""),
            new Group("x", ""),
            new Group("y", ""),
            new Group(null, "copy"),
            new Group("x", "copy"),
            new Group("y", "copy"));
    assertThat(figures.get(new Group(null, "")).sources()).isEqualTo(60);
    assertThat(figures.get(new Group("x", "")).sources()).isEqualTo(30);
    assertThat(figures.get(new Group("y", "copy")).sources()).isEqualTo(10);
    for (String by : new String[] {null, "x", "y"}) {
      assertThat(figures.get(new Group(by, "")).scores().get(0).value()).isEqualTo(0.5);
      assertThat(figures.get(new Group(by, "copy")).scores().get(0).value()).isZero();
    }
    // "a" is right or one edit from "ba", in 30 rows each.
    assertThat(figures.get(new Group(null, "")).scores().get(1).value())
        .isCloseTo(30 / (30 * 1.0 + 30 * 2), within(1e-12));
  }

  @Test
  void theModelAloneHasIntervals() {
    Map<Group, Figures> figures = figures(items(), 2);
    figures.forEach(
        (group, told) ->
            assertThat(told.scores())
                .as(group.toString())
                .allMatch(s -> Double.isNaN(s.interval().low()) != group.contestant().isEmpty()));
  }

  @Test
  void partitionsMakeNoDifference() {
    Map<Group, Figures> one = figures(items(), 1);
    Map<Group, Figures> many = figures(items(), 7);
    assertThat(many.keySet()).isEqualTo(one.keySet());
    one.forEach(
        (group, told) -> {
          for (int i = 0; i < METRICS.size(); i++) {
            double expected = told.scores().get(i).value();
            assertThat(many.get(group).scores().get(i).value()).isCloseTo(expected, within(1e-10));
            double low = told.scores().get(i).interval().low();
            if (!Double.isNaN(low)) {
              assertThat(many.get(group).scores().get(i).interval().low())
                  .isCloseTo(low, within(1e-10));
            }
          }
        });
  }
}
