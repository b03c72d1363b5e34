package org.diabolo.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feed;
import org.diabolo.batch.Feed.Form;
import org.diabolo.batch.Feed.Side;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;

class ScalesTest {
  private static final Feed NUMBERS = Feed.flat(Side.TARGET);
  private static final Feed TEXT = Feed.of(Side.TARGET, Form.TOKENS);

  private static Example row(String key, float[] target, float... code) {
    return new Example(key, target, target, code);
  }

  private static float[] of(float... numbers) {
    return numbers;
  }

  private static Scales scales(List<Example> rows, int partitions, Feed label) {
    return Scales.of(
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
            .parallelize(rows, partitions),
        label);
  }

  /** 0, 2 and 4 have the variance 8/3; 10, 10 and 16 have 8; 1, 1, 1 and 3 have 3/4. */
  @Test
  void variancesAreMeansOverTheNumbersOfTheRowsThatHaveThem() {
    List<Example> rows =
        List.of(
            row("a", of(1, 0), 0, 10),
            row("b", of(1, 0)),
            row("c", of(1, 0), 2, 10),
            row("d", of(3, 0), 4, 16));

    Scales scales = scales(rows, 1, NUMBERS);

    assertThat(scales.variance()).isCloseTo((8.0 / 3 + 8) / 2, within(1e-12));
    assertThat(scales.loss()).isCloseTo(0.75 / 2, within(1e-12));
    assertThat(scales.share()).isEqualTo(0.75);
    assertThat(scales(List.of(rows.get(3), rows.get(1), rows.get(0), rows.get(2)), 3, NUMBERS))
        .isEqualTo(scales);
    assertThat(scales(rows, 1, Feed.steps(Side.TARGET, 2)).loss()).isCloseTo(0.75, within(1e-12));
    assertThat(scales(List.of(row("b", of(1))), 1, NUMBERS)).isEqualTo(new Scales(0, 0, 0));
  }

  /** Of four tokens and two ends: one token three times, one once. */
  @Test
  void aTextsLossIsTheEntropyOfItsTokensAndEnds() {
    List<Example> rows = List.of(row("a", of(4, 4, 5), 1), row("b", of(4), 2));
    double nats = -(3 * Math.log(3 / 6.0) + Math.log(1 / 6.0) + 2 * Math.log(2 / 6.0));

    assertThat(scales(rows, 1, TEXT).loss()).isCloseTo(nats / 2, within(1e-12));
  }

  @Test
  void keysChooseSomeThousandsOfManyRowsAndAllOfFew() {
    assertThat(chosen(100_000, 16)).isBetween(3_900L, 4_300L);
    assertThat(chosen(100_000, 1 << 14)).isBetween(210L, 300L);
    assertThat(chosen(4_000, 16)).isEqualTo(4_000);
  }

  private static long chosen(int rows, int code) {
    return IntStream.range(0, rows).filter(i -> Scales.chosen("key " + i, rows, code)).count();
  }
}
