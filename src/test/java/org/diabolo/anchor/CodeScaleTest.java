package org.diabolo.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.batch.Example;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;

class CodeScaleTest {
  private static Example row(String key, float... code) {
    float[] source = {0};
    return new Example(key, source, source, code);
  }

  private static CodeScale of(List<Example> rows, int partitions) {
    return CodeScale.of(
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
            .parallelize(rows, partitions));
  }

  /** 0, 2 and 4 have the variance 8/3; 10, 10 and 16 have 8. */
  @Test
  void varianceIsTheMeanOverTheNumbersOfTheRowsThatHaveACode() {
    List<Example> rows = List.of(row("a", 0, 10), row("b"), row("c", 2, 10), row("d", 4, 16));

    CodeScale scale = of(rows, 1);

    assertThat(scale.variance()).isCloseTo((8.0 / 3 + 8) / 2, within(1e-12));
    assertThat(scale.share()).isEqualTo(0.75);
    assertThat(of(List.of(rows.get(3), rows.get(1), rows.get(0), rows.get(2)), 3)).isEqualTo(scale);
    assertThat(of(List.of(row("b")), 1)).isEqualTo(new CodeScale(0, 0));
  }

  @Test
  void keysChooseSomeThousandsOfManyRowsAndAllOfFew() {
    assertThat(chosen(100_000, 16)).isBetween(3_900L, 4_300L);
    assertThat(chosen(100_000, 1 << 14)).isBetween(210L, 300L);
    assertThat(chosen(4_000, 16)).isEqualTo(4_000);
  }

  private static long chosen(int rows, int code) {
    return IntStream.range(0, rows).filter(i -> CodeScale.chosen("key " + i, rows, code)).count();
  }
}
