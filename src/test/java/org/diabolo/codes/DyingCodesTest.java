package org.diabolo.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.JobSpec;
import org.diabolo.job.NotOwnerException;
import org.diabolo.store.Application;
import org.diabolo.store.Folder;
import org.diabolo.testing.DyingFiles;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.diabolo.testing.Untrained;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who dies while it encodes new rows shows none of them, and who comes meanwhile is told. */
class DyingCodesTest {
  private static final String STALE = "diabolo.owner.stale";

  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();
  private final Configuration hadoop = spark.sparkContext().hadoopConfiguration();

  @BeforeEach
  void register() {
    DyingFiles.register(hadoop);
    // No sign of life is a step.
    hadoop.set(STALE, "1h");
    DyingFiles.live();
  }

  @AfterEach
  void live() {
    DyingFiles.live();
    hadoop.unset(STALE);
  }

  private Folder codes(String workspace) {
    return Folder.of("hdfs:" + folder.resolve(workspace), hadoop);
  }

  private KeptCodes kept(String workspace) {
    return new KeptCodes(spark, Application.NONE, codes(workspace));
  }

  private long keys(String workspace) {
    return ModelCodes.at(codes(workspace)).rows(spark).select("id").distinct().count();
  }

  /** As often as it is done when nobody dies; the first such step. */
  private static int first(List<String> steps, Predicate<String> what) {
    return IntStream.range(0, steps.size())
        .filter(i -> what.test(steps.get(i)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(String.join("\n", steps)));
  }

  @Test
  void aDeathBeforeTheListShowsNothingAndTheNextCallEverything() throws IOException {
    Path job = Files.writeString(folder.resolve("job"), Tables.job(folder.resolve("input")));
    JobSpec spec = Jobs.read(job, List.of());
    Tables.write(spark, Tables.plane(10), folder.resolve("input"));
    kept("calm").encode(spec, Untrained.of(spec));
    for (String workspace : List.of("part", "set", "list")) {
      FileUtils.copyDirectory(folder.resolve("calm").toFile(), folder.resolve(workspace).toFile());
    }
    Tables.write(spark, Tables.plane(13), folder.resolve("input"));
    DyingFiles.live();
    kept("calm").encode(spec, Untrained.of(spec));
    List<String> steps = DyingFiles.told();

    die("part", first(steps, step -> step.contains("/_temporary/")) + 2, spec);
    die("set", first(steps, step -> step.matches("rename .*/new to .*/_sets/[^/]+")), spec);
    die("list", first(steps, step -> step.matches("rename .* to .*/_lists/000002.json")), spec);
  }

  @Test
  void whileAnotherProcessWritesNoneBegins() throws IOException {
    Path job = Files.writeString(folder.resolve("job"), Tables.job(folder.resolve("input")));
    JobSpec spec = Jobs.read(job, List.of());
    hadoop.set(STALE, "1s");
    codes("owned").create();
    Folder other = codes("owned").taken(Application.NONE);
    try {
      assertThatThrownBy(() -> kept("owned").encode(spec, Untrained.of(spec)))
          .isInstanceOf(NotOwnerException.class)
          .hasMessageContaining("owned is owned by");
    } finally {
      other.letGo();
    }
    assertThat(ModelCodes.find(codes("owned"))).isEmpty();
  }

  private void die(String workspace, int steps, JobSpec spec) throws IOException {
    DyingFiles.dieAfter(steps);
    assertThatThrownBy(() -> kept(workspace).encode(spec, Untrained.of(spec)))
        .as(workspace)
        .hasStackTraceContaining("died before");
    DyingFiles.live();
    assertThat(keys(workspace)).isEqualTo(10);
    // It names this process, which lives.
    FileUtils.deleteDirectory(folder.resolve(workspace).resolve(".owner").toFile());

    assertThat(kept(workspace).encode(spec, Untrained.of(spec)).encoded()).isEqualTo(3);

    assertThat(keys(workspace)).isEqualTo(13);
    try (Stream<Path> sets = Files.list(folder.resolve(workspace).resolve("_sets"))) {
      assertThat(sets).hasSize(2);
    }
  }
}
