package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a replica gives follows from state, seed and batches alone: not from what it has done
 * before, nor from how long the batches' arrays are. The same job, run elsewhere, gives the same
 * bits.
 */
class HistoryTest {
  private static final int STEPS = 6;
  private static final long SEED = 77;

  /** What training came to. */
  private record Trained(List<Double> losses, ModelState state) {}

  static Stream<ModelGraph> models() {
    return Stream.concat(ModelGraphs.steady(), ModelGraphs.dropping());
  }

  @ParameterizedTest
  @MethodSource("models")
  void largerBatchesBeforeLeaveNoTrace(ModelGraph model) {
    Trained expected = train(model, replica(model), UnaryOperator.identity());
    Replica used = replica(model);
    used.load(start(model), 1);
    Data data = new Data(9);
    for (int step = 0; step < 3; step++) {
      used.step(model.batches().of(data, 11 - step, 9 - step), 0.1);
      used.loss(model.batches().of(data, 13 - step, 7 + step));
    }
    check(train(model, used, UnaryOperator.identity()), expected);
  }

  /** Not even infinite numbers, and those that are none. */
  @ParameterizedTest
  @MethodSource("models")
  void divergenceBeforeLeavesNoTrace(ModelGraph model) {
    Trained expected = train(model, replica(model), UnaryOperator.identity());
    Replica diverged = replica(model);
    ModelState start = start(model);
    float[] none = new float[start.parameters().length];
    Arrays.fill(none, Float.NaN);
    diverged.load(new ModelState(none, start.updater(), 0), 1);
    Data data = new Data(9);
    for (int step = 0; step < 3; step++) {
      assertThat(diverged.step(model.batches().of(data, 9, 8), 1)).isNaN();
    }
    check(train(model, diverged, UnaryOperator.identity()), expected);
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatArraysHoldBehindTheRowsDoesNotMatter(ModelGraph model) {
    Trained expected = train(model, replica(model), values -> values);
    check(train(model, replica(model), HistoryTest::longer), expected);
  }

  private static void check(Trained found, Trained expected) {
    assertThat(found.losses()).isEqualTo(expected.losses());
    assertThat(Arrays.equals(found.state().parameters(), expected.state().parameters()))
        .as("equal parameters")
        .isTrue();
    assertThat(Arrays.equals(found.state().updater(), expected.state().updater()))
        .as("equal updaters")
        .isTrue();
    assertThat(expected.losses()).allMatch(Double::isFinite);
  }

  private static Replica replica(ModelGraph model) {
    return new FusedReplicaFactory(model.graph().toJson()).create();
  }

  private static ModelState start(ModelGraph model) {
    return new FusedReplicaFactory(model.graph().toJson()).start();
  }

  /** Trains on batches whose arrays are exactly as long as needed, or what is made of them. */
  private static Trained train(ModelGraph model, Replica replica, UnaryOperator<Values> change) {
    replica.load(start(model), SEED);
    Data data = new Data(10);
    List<Double> losses = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      Batch batch = changed(exact(model.batch(data, step)), change);
      losses.add(replica.step(batch, 0.01));
      losses.add(replica.loss(batch));
    }
    return new Trained(losses, replica.save());
  }

  private static Batch changed(Batch batch, UnaryOperator<Values> change) {
    return new Batch(
        batch.rows(),
        batch.inputs().stream().map(change).toList(),
        batch.labels().stream().map(change).toList());
  }

  private static Batch exact(Batch batch) {
    return changed(
        batch,
        values -> {
          int vectors = batch.rows() * values.length();
          int size = values.data().length / vectors;
          return new Values(
              Arrays.copyOf(values.data(), vectors * size), values.length(), values.mask());
        });
  }

  private static Values longer(Values values) {
    return new Values(
        longer(values.data()),
        values.length(),
        values.mask() == null ? null : longer(values.mask()));
  }

  private static float[] longer(float[] array) {
    float[] longer = Arrays.copyOf(array, 3 * array.length + 5);
    Arrays.fill(longer, array.length, longer.length, Float.NaN);
    return longer;
  }
}
