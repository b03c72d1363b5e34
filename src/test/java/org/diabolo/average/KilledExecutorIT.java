package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.average.Meddling.Meddler;
import org.diabolo.average.Meddling.Step;
import org.diabolo.average.exchange.Reduction;
import org.diabolo.batch.Feeds;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.BatchSpec;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RegularizationSpec.Sampling;
import org.diabolo.job.TrainSpec;
import org.diabolo.testing.LocalCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An executor that dies by SIGKILL within a local step costs time and changes no bit. */
class KilledExecutorIT {
  private static final int ROWS = 600;
  private static final int PERIOD = 5;

  @TempDir Path folder;

  /**
   * In the third step of round 3 of one replica writes down its process and waits to be killed.
   * Whoever comes second finds the note and goes on.
   */
  private record Victim(String note, int replica) implements Meddler {
    @Override
    public double after(Step at, double loss) {
      if (at.began() == 2 * PERIOD
          && at.step() == 3
          && TaskContext.getPartitionId() == replica
          && written()) {
        try {
          Thread.sleep(60_000);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        throw new IllegalStateException("nobody killed me");
      }
      return loss;
    }

    private boolean written() {
      try {
        Path written =
            Files.writeString(
                Path.of(note + TaskContext.get().taskAttemptId()),
                "" + ProcessHandle.current().pid());
        Files.createLink(Path.of(note), written);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  /** Two replicas go straight to the driver, six by a shuffle whose files die with the executor. */
  @ParameterizedTest
  @CsvSource({"2, 1", "4, 3", "6, 5"})
  void costsNoBit(int workers, int victim) throws Exception {
    costsNoBit(TinyModel.graph(), KilledExecutorIT::numbers, workers, victim);
  }

  /** Running statistics come from the rows of a batch, and dropout's masks from seed and step. */
  @Test
  void norCostsItOneOfStatisticsAndDropout() throws Exception {
    costsNoBit(TinyModel.normalised(), KilledExecutorIT::numbers, 4, 3);
  }

  /** Nor rows of many lengths, whose batches, noise and own guesses are drawn. */
  @Test
  void norCostsItOneOfText() throws Exception {
    costsNoBit(TextModel.graph(), KilledExecutorIT::text, 2, 1);
  }

  /** How a model is trained. */
  private interface Recipe {
    Trained train(
        JavaSparkContext spark, ReplicaFactory factory, int workers, List<RoundRecord> records);
  }

  private void costsNoBit(String graph, Recipe recipe, int workers, int victim) throws Exception {
    try (JavaSparkContext spark =
        new JavaSparkContext(LocalCluster.conf("local-cluster[2,1,1024]"))) {
      TaskEnds ends = new TaskEnds();
      spark.sc().addSparkListener(ends);
      ReplicaFactory steady = new FusedReplicaFactory(graph);
      Trained expected = recipe.train(spark, steady, workers, new ArrayList<>());
      spark.sc().listenerBus().waitUntilEmpty();
      assertThat(ends.failures()).isEmpty();

      Path note = folder.resolve("victim");
      CompletableFuture<Long> killed = CompletableFuture.supplyAsync(() -> kill(note));
      List<RoundRecord> records = new ArrayList<>();
      Trained found =
          recipe.train(
              spark, new Meddling(steady, new Victim(note.toString(), victim)), workers, records);

      assertThat(killed).isCompleted();
      spark.sc().listenerBus().waitUntilEmpty();
      assertThat(ends.removed()).isNotEmpty();
      assertThat(ends.failures()).contains("ExecutorLostFailure");
      if (workers > Reduction.FEW) {
        assertThat(ends.failures()).as("results that died in the shuffle").contains("Resubmitted");
      }
      assertThat(found.state().parameters()).isEqualTo(expected.state().parameters());
      assertThat(found.state().updater()).isEqualTo(expected.state().updater());
      assertThat(found.validLoss()).isEqualTo(expected.validLoss());
      assertThat(found.examples()).isEqualTo(expected.examples()).isEqualTo(2 * ROWS);
      assertThat(found.badRounds()).isZero();
      assertThat(records).hasSize(found.rounds()).allMatch(record -> record.retries() == 0);
      assertThat(expected.state().parameters()).isNotEqualTo(steady.start().parameters());
    }
  }

  private static long kill(Path note) {
    try {
      while (!Files.exists(note)) {
        Thread.sleep(5);
      }
      long pid = Long.parseLong(Files.readString(note));
      // Only ever a process of this test's own.
      ProcessHandle executor =
          ProcessHandle.current().descendants().filter(p -> p.pid() == pid).findAny().orElseThrow();
      assertThat(executor.destroyForcibly()).isTrue();
      return pid;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Trained numbers(
      JavaSparkContext spark, ReplicaFactory factory, int workers, List<RoundRecord> records) {
    return new ParameterAveraging(
            spark, TrainSpec.of(2, 4, workers, PERIOD), Feeds.FLAT, factory, records::add)
        .train(
            spark.parallelize(TinyModel.examples(ROWS), 3),
            ROWS,
            spark.parallelize(TinyModel.examples(90), 2),
            90);
  }

  private static Trained text(
      JavaSparkContext spark, ReplicaFactory factory, int workers, List<RoundRecord> records) {
    RegularizationSpec drawn = new RegularizationSpec(0, 0, 0, 0.1, new Sampling(0.5, 0, 0.5));
    TrainSpec spec = TrainSpec.of(2, 4, workers, PERIOD);
    TrainSpec tokens =
        new TrainSpec(
            spec.epochs(),
            new BatchSpec(30, BatchSpec.Unit.TOKENS),
            spec.optimizer(),
            spec.averaging(),
            spec.stopping(),
            spec.checkpoints(),
            drawn,
            2,
            spec.engine(),
            spec.seed());
    return new ParameterAveraging(spark, tokens, TextModel.FEEDS, factory, records::add)
        .train(
            spark.parallelize(TextModel.examples(ROWS), 3),
            ROWS,
            spark.parallelize(TextModel.examples(90), 2),
            90);
  }
}
