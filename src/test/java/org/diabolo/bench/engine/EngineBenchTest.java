package org.diabolo.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diabolo.bench.BenchResult;
import org.diabolo.bench.engine.Yardstick.Optimizer;
import org.diabolo.job.InvalidJobException;
import org.junit.jupiter.api.Test;

class EngineBenchTest {
  private static final Turns SHORT = new Turns(0, 0, 1);

  /** A yardstick that is DL4J again. */
  private static class Same implements Yardstick {
    private final int threads;

    private Same(int threads) {
      this.threads = threads;
    }

    @Override
    public int threads() {
      return threads;
    }

    @Override
    public void bindProducts() {}

    @Override
    public Step product(int size) {
      return () -> 0;
    }

    @Override
    public Step training(EngineCase one, Optimizer optimizer) {
      return Dl4jSteps.training(one);
    }

    @Override
    public Step encoding(EngineCase one) {
      return Dl4jSteps.encoding(one);
    }

    @Override
    public void close() {}
  }

  private static BenchResult run(Yardstick yardstick) {
    return new EngineBench(SHORT, Optional.ofNullable(yardstick), line -> {})
        .run(List.of(new MlpCase(20, 9, 4).at(8)));
  }

  @Test
  void measuresTrainingAndEncodingOfAll() {
    BenchResult result = run(new Same(1));
    assertThat(result.bench()).isEqualTo("engine");
    assertThat(result.ratios())
        .containsOnlyKeys(
            "mlp-20-9-4-b8_over_dl4j",
            "mlp-20-9-4-b8_over_pytorch",
            "mlp-20-9-4-b8-encode_over_dl4j",
            "mlp-20-9-4-b8-encode_over_pytorch")
        .allSatisfy((name, ratio) -> assertThat(ratio).isPositive());
    EngineRow training = (EngineRow) result.rows().get(0);
    assertThat(training.fused()).isPositive();
    assertThat(training.pytorchUsualAdam()).isPositive();
    assertThat(training.uncovered()).isNull();
    assertThat(result.table()).contains("mlp-20-9-4-b8-encode");
  }

  @Test
  void aMissingYardstickLeavesItsColumnEmpty() {
    BenchResult result = run(null);
    assertThat(result.ratios().get("mlp-20-9-4-b8_over_dl4j")).isPositive();
    assertThat(result.ratios()).containsEntry("mlp-20-9-4-b8_over_pytorch", null);
  }

  @Test
  void refusesMoreThanOneThread() {
    assertThatThrownBy(() -> run(new Same(2)))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("PyTorch would use 2 threads");
  }

  @Test
  void refusesAContestantThatComputesSomethingElse() {
    Yardstick other =
        new Same(1) {
          @Override
          public Step training(EngineCase one, Optimizer optimizer) {
            Step step = super.training(one, optimizer);
            return () -> 1.01 * step.run();
          }
        };
    assertThatThrownBy(() -> run(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("they do not run the same network");
  }

  @Test
  void refusesAContestantThatDoesNotTrain() {
    Yardstick other =
        new Same(1) {
          @Override
          public Step training(EngineCase one, Optimizer optimizer) {
            List<Double> losses = new ArrayList<>();
            Step step = super.training(one, optimizer);
            return () -> {
              losses.add(step.run());
              return losses.get(losses.size() > 2 ? 0 : losses.size() - 1);
            };
          }
        };
    assertThatThrownBy(() -> run(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("it does not train");
  }
}
