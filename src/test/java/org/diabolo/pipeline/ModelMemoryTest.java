package org.diabolo.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.diabolo.job.AveragingSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.OptimizerSpec;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.job.TrainSpec;
import org.diabolo.pipeline.ModelMemory.Rooms;
import org.junit.jupiter.api.Test;

class ModelMemoryTest {
  private static final double GB = 1L << 30;

  /** 4 bytes a number. */
  private static final long PARAMETERS_OF_A_GB = 1L << 28;

  private static final TrainSpec ADAM = TrainSpec.of(1, 32, 2, 10);

  private static ModelMemory local(TrainSpec train, long parameters, double heap) {
    return ModelMemory.of(train, parameters, 2, true, new Rooms(heap * GB, 0, 64 * GB));
  }

  @Test
  void oneJvmHoldsTwoStatesAndTheReplicasOfItsSlots() {
    // With Adam: parameters and two moments, twice; parameters, gradients and moments of each.
    local(ADAM, PARAMETERS_OF_A_GB, 14.01).require();
    assertThatThrownBy(() -> local(ADAM, PARAMETERS_OF_A_GB, 13.99).require())
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "encoder, decoder: the networks have 268,435,456 parameters, which take at least 14.0"
                + " GB of the driver's heap, and there is 14.0 GB; allowed: narrower layers, or a"
                + " larger heap (--driver-memory, DIABOLO_JAVA_OPTS=-Xmx...)");
    TrainSpec sgd = ADAM.with(OptimizerSpec.constant(Optimizer.SGD, 0.1));
    local(sgd, PARAMETERS_OF_A_GB, 6.01).require();
    assertThatThrownBy(() -> local(sgd, PARAMETERS_OF_A_GB, 5.99).require())
        .hasMessageContaining("at least 6.0 GB");
    assertThatCode(
            () -> local(ADAM.with(AveragingSpec.plain(1, 10)), PARAMETERS_OF_A_GB, 10.01).require())
        .doesNotThrowAnyException();
  }

  @Test
  void executorHoldsTheReplicasOfACluster() {
    Rooms rooms = new Rooms(7 * GB, 10.9 * GB, 64 * GB);
    ModelMemory needed = ModelMemory.of(ADAM, PARAMETERS_OF_A_GB, 2, false, rooms);
    assertThatThrownBy(needed::require)
        .hasMessageContaining("at least 11.0 GB of an executor's heap, and there is 10.9 GB")
        .hasMessageEndingWith("(--executor-memory)");
  }

  @Test
  void startIsDrawnInTheMachinesMemory() {
    ModelMemory needed =
        ModelMemory.of(ADAM, PARAMETERS_OF_A_GB, 2, true, new Rooms(64 * GB, 0, 2 * GB));
    assertThatThrownBy(needed::require)
        .hasMessageContaining("at least 3.0 GB of the driver's machine, and there is 2.0 GB");
  }

  @Test
  void noArrayHoldsMoreThanTwoToTheThirtyFirst() {
    assertThatThrownBy(() -> local(ADAM, 1_099_520_000_000L, 1e9).require())
        .hasMessageContaining("1,099,520,000,000 parameters, of which no array of Java's holds");
  }
}
