package org.diabolo.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller's own names for its jobs outlive ours. */
class DescribedTest {
  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
  private final Described described = new Described(spark);

  private List<String> names() {
    return Stream.of("spark.job.description", "callSite.short", "callSite.long")
        .map(name -> String.valueOf(spark.getLocalProperty(name)))
        .toList();
  }

  @AfterEach
  void forget() {
    spark.setJobDescription(null);
    spark.clearCallSite();
  }

  @Test
  void theCallersNamesComeBack() {
    spark.setJobDescription("theirs");
    spark.setCallSite("their code");

    assertThat(described.as("ours", () -> described.as("inner", this::names)))
        .startsWith("inner", "inner");

    assertThat(names()).isEqualTo(List.of("theirs", "their code", "null"));
  }

  @Test
  void alsoWhereTheWorkFailsAndWhereThereWereNone() {
    assertThatThrownBy(
            () ->
                described.as(
                    "ours",
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");

    assertThat(names()).containsOnly("null");
  }
}
