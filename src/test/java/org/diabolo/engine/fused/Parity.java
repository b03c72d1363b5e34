package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.diabolo.engine.fused.plan.UncoveredException;

/**
 * Holds the fused engine against DL4J on one graph. Vectors are compared by the norm of their
 * difference relative to DL4J's norm, so that numbers near 0 do not decide.
 */
final class Parity {
  /** What the engines may differ by, relatively. */
  static final double TOLERANCE = 1e-4;

  private static final int STEPS = 20;
  private static final int SIDE_BY_SIDE = 5;
  private static final double RATE = 0.01;

  private final String json;
  private final Dl4jReplicaFactory dl4j;
  private boolean lossOfSteps = true;
  private IntPredicate indifferent = parameter -> false;

  private Parity(ComputationGraphConfiguration graph) {
    this.json = graph.toJson();
    this.dl4j = new Dl4jReplicaFactory(json);
  }

  /**
   * Checks loss, gradients by DL4J and by finite differences, 20 steps and inference.
   *
   * @param graph that ends in losses
   * @param batches batch of step i; sizes and lengths should vary
   */
  static void check(ComputationGraphConfiguration graph, IntFunction<Batch> batches) {
    Parity parity = new Parity(graph);
    parity.gradients(batches.apply(0));
    parity.steps(batches);
    parity.inference(batches);
    FiniteDifferences.check(graph, batches.apply(1));
  }

  /** Like {@link #check} of a graph that is not smooth enough for finite differences. */
  static void checkSteps(ComputationGraphConfiguration graph, IntFunction<Batch> batches) {
    Parity parity = new Parity(graph);
    parity.gradients(batches.apply(0));
    parity.steps(batches);
    parity.inference(batches);
  }

  /**
   * Like {@link #checkSteps} of a graph with parameters that its loss does not depend on: what is
   * their gradient is rounding, which optimisers such as Adam make steps of, so they are not
   * compared.
   *
   * @param indifferent whether a parameter is such a one
   */
  static void checkStepsBut(
      IntPredicate indifferent, ComputationGraphConfiguration graph, IntFunction<Batch> batches) {
    Parity parity = new Parity(graph);
    parity.indifferent = indifferent;
    parity.gradients(batches.apply(0));
    parity.steps(batches);
    parity.inference(batches);
  }

  /**
   * Like {@link #check} of a graph that ends in a loss layer with an activation: DL4J computes the
   * loss that a step gives out after it has overwritten the layer's input, so it is not compared.
   */
  static void checkButLossOfSteps(ComputationGraphConfiguration graph, IntFunction<Batch> batches) {
    Parity parity = new Parity(graph);
    parity.lossOfSteps = false;
    parity.gradients(batches.apply(0));
    parity.steps(batches);
    parity.inference(batches);
    FiniteDifferences.check(graph, batches.apply(1));
  }

  private void gradients(Batch batch) {
    double[] expected = Dl4jGradients.of(json, batch);
    FusedReplica fused = fused();
    fused.load(dl4j.start(), 1);
    assertClose("gradients", fused.gradients(batch), floats(expected), TOLERANCE);
  }

  /**
   * After a few steps side by side, each further step is taken from DL4J's state: where a rectifier
   * or a maximum turns over, what two ways of rounding have summed up over many steps decides.
   */
  private void steps(IntFunction<Batch> batches) {
    Replica theirs = dl4j.create();
    Replica ours = fused();
    ModelState start = dl4j.start();
    theirs.load(start, 1);
    ours.load(start, 1);
    for (int step = 0; step < STEPS; step++) {
      if (step >= SIDE_BY_SIDE) {
        ours.load(theirs.save(), 1);
      }
      Batch batch = batches.apply(step);
      double expected = theirs.step(batch, RATE);
      double found = ours.step(batch, RATE);
      if (lossOfSteps) {
        assertThat(found)
            .as("loss of step %d", step)
            .isCloseTo(expected, within(TOLERANCE * Math.abs(expected) + 1e-6));
      }
      if (step >= SIDE_BY_SIDE - 1) {
        double updater = (step < SIDE_BY_SIDE ? 10 : 1) * TOLERANCE;
        compare(" after step " + step, ours.save(), theirs.save(), updater);
      }
    }
    Batch more = batches.apply(STEPS);
    double loss = theirs.loss(more);
    assertThat(ours.loss(more))
        .as("loss of inference")
        .isCloseTo(loss, within(TOLERANCE * Math.abs(loss) + 1e-6));
  }

  private void compare(String when, ModelState found, ModelState expected, double ofUpdater) {
    assertThat(found.iteration()).isEqualTo(expected.iteration());
    for (int i = 0; i < found.parameters().length; i++) {
      if (indifferent.test(i)) {
        found.parameters()[i] = expected.parameters()[i];
      }
    }
    assertClose("parameters" + when, found.parameters(), expected.parameters(), TOLERANCE);
    assertClose("updater" + when, found.updater(), expected.updater(), ofUpdater);
  }

  private void inference(IntFunction<Batch> batches) {
    Outputs.check(json, List.of(batches.apply(0), batches.apply(1), batches.apply(2)));
  }

  private FusedReplica fused() {
    try {
      return new FusedReplica(Compiler.compile(ComputationGraphConfiguration.fromJson(json)));
    } catch (UncoveredException e) {
      throw new AssertionError(e);
    }
  }

  static void assertClose(String what, float[] found, float[] expected, double tolerance) {
    assertThat(found).as(what).hasSameSizeAs(expected);
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < found.length; i++) {
      difference += Math.pow(found[i] - (double) expected[i], 2);
      norm += Math.pow(expected[i], 2);
    }
    assertThat(Math.sqrt(difference))
        .as("distance of %s from DL4J's, whose norm is %s", what, Math.sqrt(norm))
        .isLessThanOrEqualTo(tolerance * Math.sqrt(norm) + 1e-7);
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
