package org.diabolo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.diabolo.batch.Feed;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.Values;
import org.diabolo.engine.dl4j.Dl4jForward;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.junit.jupiter.api.Test;

class SteadyCodesTest {
  private static final int LETTERS = 5;
  private static final Bundle TEXTS = TextModels.textAutoencoder(LETTERS, 3);
  private static final Bundle NUMBERS = TextModels.vectorToText(LETTERS, 3);

  private static List<float[]> texts(int count) {
    Random random = new Random(4);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              float[] ids = new float[1 + random.nextInt(TextModels.MAX_LENGTH)];
              for (int at = 0; at < ids.length; at++) {
                ids[at] = 4 + random.nextInt(LETTERS);
              }
              return ids;
            })
        .toList();
  }

  private static List<float[]> numbers(int count) {
    Random random = new Random(4);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              float[] row = new float[TextModels.VECTOR];
              for (int at = 0; at < row.length; at++) {
                row[at] = random.nextFloat();
              }
              return row;
            })
        .toList();
  }

  @Test
  void aRowsCodeIsTheSameBitsWhateverOtherRowsThereAreInWhateverOrder() {
    steady(TEXTS, texts(500));
    steady(NUMBERS, numbers(700));
  }

  private static void steady(Bundle model, List<float[]> rows) {
    List<float[]> whole = new SteadyCodes(model.parts()).of(rows);

    List<Integer> order =
        new ArrayList<>(IntStream.range(0, rows.size()).boxed().filter(i -> i % 3 != 0).toList());
    Collections.shuffle(order, new Random(9));
    SteadyCodes codes = new SteadyCodes(model.parts());
    for (int from = 0; from < order.size(); from += 110) {
      List<Integer> some = order.subList(from, Math.min(order.size(), from + 110));
      List<float[]> found = codes.of(some.stream().map(rows::get).toList());
      for (int i = 0; i < some.size(); i++) {
        assertThat(found.get(i)).as("row %d", some.get(i)).isEqualTo(whole.get(some.get(i)));
      }
    }
  }

  @Test
  void codesAreThoseThatDl4jGivesEachRowAlone() {
    alone(TEXTS, texts(40));
    alone(NUMBERS, numbers(40));
  }

  private static void alone(Bundle model, List<float[]> rows) {
    Feed feed = model.card().feeds().inputs().get(0);
    Dl4jForward dl4j = new Dl4jForward(NetworkFile.read(model.encoder()));
    List<float[]> codes = new SteadyCodes(model.parts()).of(rows);
    for (int i = 0; i < rows.size(); i++) {
      Values input = FeedFiller.values(feed, List.of(rows.get(i)));
      float[] expected = dl4j.apply(1, List.of(input)).get(0).data();
      assertThat(codes.get(i)).containsExactly(expected, within(1e-5f));
    }
    assertThat(codes.get(0)).isNotEqualTo(codes.get(1));
  }
}
