package org.diabolo.bench.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.diabolo.bench.engine.Turns.Measured;

/** Those that take part in one measurement, by name; the first is the reference. */
final class Steps implements AutoCloseable {
  static final String FUSED = "fused";
  static final String DL4J = "dl4j";
  static final String PYTORCH = "pytorch";
  static final String USUAL_ADAM = "pytorch with DJL's Adam";
  static final String NO_OPTIMIZER = "pytorch without optimizer";
  static final String SGEMM = "sgemm";

  private final Map<String, Step> steps = new LinkedHashMap<>();

  void add(String name, Step step) {
    steps.put(name, step);
  }

  /**
   * Runs each once, from its start, or once more.
   *
   * @return what they returned
   */
  Map<String, Double> once() {
    Map<String, Double> results = new LinkedHashMap<>();
    steps.forEach((name, step) -> results.put(name, step.run()));
    return results;
  }

  /**
   * What each took, and under {@link #SGEMM} what one of {@link Products} took in the same turns.
   */
  Map<String, Measured> measure(Turns turns) {
    Map<String, Step> all = new LinkedHashMap<>(steps);
    all.put(SGEMM, Products.step());
    return turns.measure(all);
  }

  @Override
  public void close() {
    steps.values().forEach(Step::close);
  }
}
