package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.diabolo.submit.TaskWatch;
import org.diabolo.testing.LocalCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Executors that die under their tasks, in JVMs of their own, as the driver sees it. */
class ExecutorEndsIT {
  private static JavaSparkContext spark;

  @BeforeAll
  static void open() throws IOException {
    spark =
        new JavaSparkContext(
            LocalCluster.conf("local-cluster[1,1,512]").set("spark.executor.memory", "512m"));
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  private static Failure ended(Function<Integer, Integer> task) {
    TaskWatch watch = TaskWatch.of(spark.sc());
    // Spark's is a checked one, which Scala does not declare.
    Exception failure =
        catchThrowableOfType(
            Exception.class, () -> spark.parallelize(List.of(1), 1).map(task).collect());
    return Failure.of(watch.explained(failure));
  }

  @Test
  void withoutMemoryIsToldWithWhatToRaise() {
    Failure failure = ended(one -> new byte[1 << 30].length);

    assertThat(failure.kind()).isEqualTo(Kind.FAULT);
    assertThat(failure.lines())
        .containsExactly(
            "out of memory on an executor (Java heap space): spark.executor.memory is 512m; raise"
                + " it with --executor-memory, or take fewer --executor-cores or a smaller"
                + " train.batch");
  }

  @Test
  void thatAreLostMayComeBack() {
    Failure failure =
        ended(
            one -> {
              Runtime.getRuntime().halt(137);
              return one;
            });

    assertThat(failure.kind()).isEqualTo(Kind.TEMPORARY);
    assertThat(failure.lines()).singleElement().asString().startsWith("executors were lost: ");
  }
}
