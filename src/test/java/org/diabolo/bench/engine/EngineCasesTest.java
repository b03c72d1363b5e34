package org.diabolo.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.diabolo.job.InvalidJobException;
import org.junit.jupiter.api.Test;

class EngineCasesTest {
  private static EngineCase only(String name) {
    List<EngineCase> found = EngineCases.named(List.of(name));
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void areChosenByHowTheirNamesBegin() {
    assertThat(EngineCases.named(List.of()).stream().map(EngineCase::name))
        .hasSize(9)
        .doesNotHaveDuplicates();
    assertThat(EngineCases.named(List.of("mlp-784-512", "conv")).stream().map(EngineCase::name))
        .containsExactly(
            "mlp-784-512-256-32-b32",
            "mlp-784-512-256-32-b128",
            "mlp-784-512-256-32-b512",
            "conv-28x28x1-b64",
            "conv-32x32x3-b64");
    assertThatThrownBy(() -> EngineCases.named(List.of("gru")))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("--cases: found gru");
  }

  @Test
  void multiplyAddsAreThoseOfTheProducts() {
    int half = 784 * 512 + 512 * 256 + 256 * 32;
    EngineCase mlp = only("mlp-784-512-256-32-b32");
    assertThat(mlp.encoderCost().forward()).isEqualTo(half);
    // The gradient of the pixels is nobody's.
    assertThat(mlp.trainingCost().training()).isEqualTo(3 * 2 * half - 784 * 512);

    EngineCase lstm = only("lstm");
    int encoder = 20 * 4 * 256 * (128 + 256);
    int decoder = 20 * 4 * 256 * (128 + 256 + 256);
    int attention = 2 * 20 * 20 * 256;
    int output = 20 * 512 * 64;
    assertThat(lstm.trainingCost().training())
        .isEqualTo(3L * (encoder + decoder + attention + output));
    assertThat(lstm.units()).isEqualTo(64 * 20);

    EngineCase conv = only("conv-28x28x1");
    int first = 28 * 28 * 16 * 9;
    int code = 7 * 7 * 32 * 64;
    assertThat(conv.encoderCost().forward()).isEqualTo(first + 7 * 7 * 32 * 16 * 9 + code);
    assertThat(conv.trainingCost().training())
        .isEqualTo(
            3L * (conv.encoderCost().forward() + code + 14 * 14 * 16 * 32 * 9 + 28 * 28 * 16 * 9)
                - first);
  }

  /** Every case trains and encodes in DL4J, whose loss is the first that others are held to. */
  @Test
  void dl4jRunsAllOfThem() {
    for (EngineCase one :
        List.of(
            new MlpCase(12, 7, 3).at(4),
            new SequenceCase(6, 5, 9, 4).at(3),
            new ConvolutionCase(8, 2).at(3))) {
      Step training = Dl4jSteps.training(one);
      double first = training.run();
      for (int i = 0; i < 30; i++) {
        training.run();
      }
      assertThat(training.run()).as(one.name()).isBetween(1e-6, first * 0.999);
      assertThat(Dl4jSteps.encoding(one).run()).as(one.name()).isNotZero().isFinite();
    }
  }
}
