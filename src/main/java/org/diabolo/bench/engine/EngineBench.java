package org.diabolo.bench.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.diabolo.bench.BenchResult;
import org.diabolo.bench.engine.Turns.Measured;
import org.diabolo.bench.engine.Yardstick.Optimizer;
import org.diabolo.engine.fused.plan.UncoveredException;

/** Training steps and encodings by the fused engine, DL4J and the yardstick, in turn. */
public final class EngineBench {
  private final Turns turns;
  private final Optional<Yardstick> yardstick;
  private final Consumer<String> progress;

  /**
   * @param turns how it is measured
   * @param yardstick that takes part
   * @param progress told a line for every case
   */
  public EngineBench(Turns turns, Optional<Yardstick> yardstick, Consumer<String> progress) {
    this.turns = turns;
    this.yardstick = yardstick;
    this.progress = progress;
  }

  /**
   * @param cases to measure
   * @return two rows a case, its training and its encoding
   */
  public BenchResult run(List<EngineCase> cases) {
    OneThread.settle(yardstick);
    yardstick.ifPresent(this::tellProducts);
    List<EngineRow> rows = new ArrayList<>();
    for (EngineCase one : cases) {
      progress.accept(one.name());
      rows.add(training(one));
      rows.add(encoding(one));
    }
    Map<String, Double> ratios = new LinkedHashMap<>();
    for (EngineRow row : rows) {
      ratios.put(row.name() + "_over_dl4j", row.overDl4j());
      ratios.put(row.name() + "_over_pytorch", row.overPytorch());
    }
    return new BenchResult("engine", ratios, rows, EngineRow.table(rows));
  }

  /** Whether PyTorch multiplies as fast as we do tells how to read its columns. */
  private void tellProducts(Yardstick other) {
    try (Steps steps = new Steps()) {
      steps.add(Steps.PYTORCH, other.product(Products.SIZE));
      Map<String, Measured> measured = steps.measure(turns);
      progress.accept(
          String.format(
              Locale.ROOT,
              "sgemm of %1$d × %1$d: ours %2$.0f GFLOP/s, PyTorch's %3$.0f",
              Products.SIZE,
              Products.GIGAFLOPS / measured.get(Steps.SGEMM).median(),
              Products.GIGAFLOPS / measured.get(Steps.PYTORCH).median()));
    }
  }

  private EngineRow training(EngineCase one) {
    try (Steps steps = new Steps()) {
      steps.add(Steps.DL4J, Dl4jSteps.training(one));
      String uncovered = addFused(steps, () -> FusedSteps.training(one));
      yardstick.ifPresent(
          other -> {
            steps.add(Steps.PYTORCH, other.training(one, Optimizer.FASTEST));
            steps.add(Steps.USUAL_ADAM, other.training(one, Optimizer.USUAL));
            steps.add(Steps.NO_OPTIMIZER, other.training(one, Optimizer.NONE));
          });
      Map<String, Double> first = steps.once();
      Agreement.requireEqual(one.name(), first, Agreement.START);
      Map<String, Double> second = steps.once();
      second.remove(Steps.NO_OPTIMIZER);
      Agreement.requireEqual(one.name() + " after a step", second, Agreement.STEP);
      Map<String, Measured> measured = steps.measure(turns);
      Agreement.requireFall(one.name(), first, measured);
      return EngineRow.of(
          one, one.name(), 2e-9 * one.trainingCost().training(), measured, uncovered);
    }
  }

  private EngineRow encoding(EngineCase one) {
    String name = one.name() + "-encode";
    try (Steps steps = new Steps()) {
      steps.add(Steps.DL4J, Dl4jSteps.encoding(one));
      String uncovered = addFused(steps, () -> FusedSteps.encoding(one));
      yardstick.ifPresent(other -> steps.add(Steps.PYTORCH, other.encoding(one)));
      Agreement.requireEqual(name, steps.once(), Agreement.START);
      Map<String, Measured> measured = steps.measure(turns);
      return EngineRow.of(one, name, 2e-9 * one.encoderCost().forward(), measured, uncovered);
    }
  }

  /** Makes a step of the fused engine. */
  @FunctionalInterface
  private interface Maker {
    Step make() throws UncoveredException;
  }

  /** What the fused engine does not cover; null where it takes part. */
  private String addFused(Steps steps, Maker maker) {
    try {
      steps.add(Steps.FUSED, maker.make());
      return null;
    } catch (UncoveredException e) {
      progress.accept("  the fused engine does not cover " + e.getMessage());
      return e.getMessage();
    }
  }
}
