package org.diabolo.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.testing.Jobs;
import org.junit.jupiter.api.Test;

class ExecutorMemoryTest {
  // Weights and biases of 784-512-256-32-256-512-784.
  private static final long PARAMETERS =
      784 * 512 + 512 + 512 * 256 + 256 + 256 * 32 + 32 + 32 * 256 + 256 + 256 * 512 + 512
          + 512 * 784 + 784;

  private final SparkConf conf = new SparkConf(false).set("spark.master", "yarn");

  private static JobSpec job(String... overrides) {
    return Jobs.read(Path.of("jobs/fashion-autoencoder.yaml"), List.of(overrides));
  }

  private String asked(String... overrides) {
    ExecutorMemory.ask(conf, job(overrides));
    return conf.get(ExecutorMemory.KEY, "Spark's");
  }

  @Test
  void theFusedEngineMovesParametersAndAdamsStateBothWays() {
    ExecutorMemory memory = ExecutorMemory.needed(conf, job()).orElseThrow();
    assertThat(memory.parameters()).isEqualTo(PARAMETERS);
    // 1,083,696 numbers of 4 bytes, 3 of each, in and out: 24.8 MB.
    assertThat(memory.slot()).isEqualTo(25);
    assertThat(asked()).isEqualTo("537m");
    assertThat(memory)
        .hasToString(
            "executors get 537 MB beside their heap: 512 for libraries and buffers, 1 x 25 for a"
                + " model of 1,083,696 parameters (spark.executor.memoryOverhead sets it)");
  }

  @Test
  void dl4jHasItsArraysThereToo() {
    // 6 that move, 1 of parameters, 2 of Adam's, 3 for gradients and activations: 49.6 MB.
    assertThat(asked("train.engine=dl4j")).isEqualTo("562m");
  }

  @Test
  void withoutStateThereIsLessToMove() {
    // 2 times 4.1 MB.
    assertThat(asked("train.optimizer={kind: sgd, rate: 0.1}")).isEqualTo("521m");
  }

  @Test
  void eachTaskSlotHasAModel() {
    conf.set("spark.executor.cores", "8").set("spark.task.cpus", "2");
    assertThat(asked()).isEqualTo("612m");
  }

  @Test
  void tasksWithoutCoresAreRefused() {
    conf.set("spark.task.cpus", "0");
    assertThatThrownBy(() -> asked())
        .isInstanceOf(InvalidJobException.class)
        .hasMessage("spark.task.cpus is 0, allowed: a whole number from 1");
  }

  @Test
  void whatSparkAsksForByItselfMayBeEnough() {
    conf.set("spark.executor.memory", "8g");
    assertThat(asked()).isEqualTo("Spark's");
  }

  @Test
  void theUsersWordStays() {
    conf.set("spark.executor.memoryOverhead", "100m");
    assertThat(asked()).isEqualTo("100m");
    conf.remove("spark.executor.memoryOverhead");
    conf.set("spark.executor.memoryOverheadFactor", "0.2");
    assertThat(asked()).isEqualTo("Spark's");
  }

  @Test
  void onlyManagersThatCountItAreAsked() {
    conf.set("spark.master", "spark://localhost:7077");
    assertThat(asked()).isEqualTo("Spark's");
    conf.set("spark.master", "k8s://https://localhost:6443");
    assertThat(asked()).isEqualTo("537m");
  }

  @Test
  void aVocabularyIsTakenForAsLargeAsItMayBe() {
    JobSpec job = Jobs.read(Path.of("jobs/translate.yaml"), List.of());
    assertThat(ExecutorMemory.needed(conf, job)).isPresent();
  }
}
