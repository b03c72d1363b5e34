package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.diabolo.batch.Batch;
import org.diabolo.engine.Replica;
import org.diabolo.field.ImageField;
import org.diabolo.field.NumberField;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.network.TestNetworks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The graphs that jobs train: those of the families that there are, and pairings to come. */
class FamiliesParityTest {
  private static final NumberField IMAGE = new ImageField(2, 5, 1);
  private static final NumberField VECTOR = TestNetworks.real(4);

  private final Data data = new Data(11);

  static Stream<Arguments> hidden() {
    return Stream.of(Activation.values())
        .flatMap(
            activation -> Stream.of(Norm.values()).map(norm -> Arguments.of(activation, norm)));
  }

  @ParameterizedTest
  @MethodSource("hidden")
  void mlp(Activation activation, Norm norm) {
    mlp(VECTOR, IMAGE, activation, norm, Optimizer.ADAM);
  }

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void optimizers(Optimizer optimizer) {
    for (Norm norm : Norm.values()) {
      mlp(IMAGE, VECTOR, Activation.GELU, norm, optimizer);
    }
  }

  private void mlp(
      NumberField source,
      NumberField target,
      Activation activation,
      Norm norm,
      Optimizer optimizer) {
    var graph = TestNetworks.mlp(source, target, activation, norm, 0, optimizer, 3).joint();
    if (norm == Norm.BATCH) {
      // Without finite differences: what DL4J has as gradients of running statistics are none.
      Parity.checkSteps(graph, step -> batch(source, target, step));
    } else {
      Parity.check(graph, step -> batch(source, target, step));
    }
  }

  /** Each engine draws masks of its own, so only inference can be compared. */
  @ParameterizedTest
  @MethodSource("hidden")
  void mlpWithDropout(Activation activation, Norm norm) {
    String json = TestNetworks.mlp(IMAGE, VECTOR, activation, norm, 0.3).joint().toJson();
    Outputs.check(json, List.of(batch(IMAGE, VECTOR, 0), batch(IMAGE, VECTOR, 3)));
    FusedReplicaFactory factory = new FusedReplicaFactory(json);
    Replica replica = factory.create();
    replica.load(factory.start(), 1);
    for (int step = 0; step < 20; step++) {
      assertThat(replica.step(batch(IMAGE, VECTOR, step), 0.01)).isFinite();
    }
    assertThat(replica.loss(batch(IMAGE, VECTOR, 0))).isFinite();
  }

  private Batch batch(NumberField source, NumberField target, int step) {
    int rows = step % 4 == 3 ? 5 : 8;
    return new Batch(
        rows, List.of(data.flat(rows, source.size())), List.of(data.flat(rows, target.size())));
  }

  static Stream<ModelGraph> pairings() {
    return ModelGraphs.steady();
  }

  /**
   * Without finite differences: DL4J doubles the gradients before attention, and those of running
   * statistics are none.
   */
  @ParameterizedTest
  @MethodSource("pairings")
  void pairing(ModelGraph model) {
    Parity.checkSteps(model.graph(), step -> model.batch(data, step));
  }
}
