package org.diabolo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.diabolo.average.RoundRecord;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.Pipeline;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.StageListener;
import org.diabolo.retrain.Registry;
import org.diabolo.retrain.Retraining;
import org.diabolo.store.Application;
import org.diabolo.testing.JobState;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;

/**
 * A champion, and eight candidates of the same night that are trained, compared with it and put to
 * be decided about at once: a program for tests on real stores. Arguments: a folder of this machine
 * for the job and its rows, the workspace, and settings of Hadoop's as {@code KEY=VALUE}.
 */
public final class EightRetrainings {
  private static final int MANY = 8;
  private static final int ROWS = 60;

  private final Path folder;
  private final String workspace;
  private final SparkSession spark;

  private EightRetrainings(Path folder, String workspace, SparkSession spark) {
    this.folder = folder;
    this.workspace = workspace;
    this.spark = spark;
  }

  public static void main(String[] arguments) throws Exception {
    List<String> settings = Arrays.asList(arguments).subList(2, arguments.length);
    try (SparkSession spark = LocalSpark.open("local[2]", settings)) {
      new EightRetrainings(Path.of(arguments[0]), arguments[1], spark).race();
    }
  }

  private void race() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("job.yaml"),
        Tables.job(folder.resolve("input"))
                .replace("epochs: 20", "epochs: 1")
                .replace("path: \"", "path: \"file:")
            + "retrain: {gate: {margin: 9, least_rows: 5, baseline: false}}\n");
    Tables.write(spark, Tables.plane(ROWS), folder.resolve("input"));
    System.out.println("first: exit " + exit("2026-11-01", () -> {}));
    // Whoever is about to encode has been compared, and has not decided yet.
    CyclicBarrier compared = new CyclicBarrier(MANY);
    ExecutorService night = Executors.newFixedThreadPool(MANY);
    List<Callable<String>> calls = new ArrayList<>();
    for (int i = 1; i <= MANY; i++) {
      String id = "candidate-" + i;
      calls.add(
          () -> {
            int code = exit(id, () -> await(compared));
            if (code != 0) {
              // Nobody waits for one that does not come.
              compared.reset();
            }
            return id + ": " + code;
          });
    }
    List<String> ends = new ArrayList<>();
    for (Future<String> end : night.invokeAll(calls)) {
      ends.add(end.get());
    }
    night.shutdown();
    JobState.Read read = JobState.read(spark, workspace, "plane");
    Optional<String> won = ends.stream().filter(end -> end.endsWith(": 0")).findFirst();
    System.out.println(
        "exits "
            + ends.stream().map(end -> end.replaceFirst(".*: ", "")).sorted().toList()
            + ", "
            + (won.filter(("candidate-" + read.version().replaceFirst(".*-", "") + ": 0")::equals)
                    .isPresent()
                ? "the winner is read"
                : read.version() + " is read, of " + ends)
            + ", keys "
            + read.rows().size()
            + ", decisions "
            + registry().number());
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The code that the command would end with. */
  private int exit(String id, Runnable beforeEncoding) {
    JobSpec spec = job();
    RunDirectory run =
        RunDirectory.begin(workspace, spec.name(), id, hadoop()).taken(Application.NONE);
    StageListener listener = heard(beforeEncoding);
    try {
      new Retraining(
              spark,
              Application.NONE,
              spec,
              run,
              this::registry,
              listener,
              kept -> new Pipeline(spark, kept, run, listener))
          .run(LocalDate.of(2026, 11, 2), null);
      return 0;
    } catch (RuntimeException e) {
      Failure failure = Failure.of(e);
      System.out.println(id + ": " + failure.message());
      return failure.kind().exit();
    } finally {
      run.letGo();
    }
  }

  private static StageListener heard(Runnable beforeEncoding) {
    return new StageListener() {
      @Override
      public void stageBegins(String stage) {
        if (stage.startsWith("encoding rows of ")) {
          beforeEncoding.run();
        }
      }

      @Override
      public void stageEnded(String outcome) {}

      @Override
      public void roundEnded(RoundRecord record) {}
    };
  }

  private JobSpec job() {
    return Jobs.read(folder.resolve("job.yaml"), List.of());
  }

  private Registry registry() {
    return Registry.of(workspace, job(), hadoop());
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}
