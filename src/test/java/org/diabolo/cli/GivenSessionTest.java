package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in a program's own session: two at once, and the session as it was. */
class GivenSessionTest {
  private static final String ZONE = "spark.sql.session.timeZone";

  @TempDir Path folder;

  private Path encoder(String run) {
    return folder.resolve("runs/plane/" + run + "/bundle/encoder.zip");
  }

  private int run(SparkSession spark, String id) {
    return Diabolo.run(
        spark,
        "run",
        folder.resolve("job.yaml").toString(),
        "--workspace",
        folder.resolve("runs").toString(),
        "--run-id",
        id);
  }

  @Test
  void twoAtOnceLearnWhatOneDoesAndLeaveTheSessionAsItWas() throws Exception {
    SparkSession spark = LocalSpark.session();
    Tables.write(spark, Tables.plane(200), folder.resolve("input"));
    Files.writeString(
        folder.resolve("job.yaml"),
        Tables.job(folder.resolve("input")).replace("epochs: 20", "epochs: 2"));
    spark.conf().set(ZONE, "Asia/Tokyo");
    try {
      List<CompletableFuture<Integer>> both =
          IntStream.of(1, 2)
              .mapToObj(number -> CompletableFuture.supplyAsync(() -> run(spark, "run-" + number)))
              .toList();
      assertThat(both).allSatisfy(one -> assertThat(one.join()).isZero());

      assertThat(spark.sparkContext().isStopped()).isFalse();
      assertThat(spark.conf().get(ZONE)).isEqualTo("Asia/Tokyo");
      assertThat(run(spark, "alone")).isZero();
    } finally {
      spark.conf().unset(ZONE);
    }
    assertThat(Files.readAllBytes(encoder("run-1")))
        .isEqualTo(Files.readAllBytes(encoder("run-2")))
        .isEqualTo(Files.readAllBytes(encoder("alone")));
  }

  @Test
  void aMistakeIsAnExitCodeToo() {
    assertThat(Diabolo.run(LocalSpark.session(), "run", folder.resolve("none.yaml").toString()))
        .isEqualTo(2);
    assertThat(LocalSpark.session().sparkContext().isStopped()).isFalse();
  }
}
