package org.diabolo.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.diabolo.bench.Throughput.Row;

/** Two executors of one core beside one, each time in an application of its own, in turn. */
public final class ExecutorsBench {

  /** Measures one configuration in an application of its own. */
  public interface Application {
    /**
     * @param executors of one core, one replica each
     * @return what {@link Throughput} found
     */
    Row run(int executors);
  }

  private final Application application;
  private final int repetitions;
  private final Consumer<String> progress;

  /**
   * @param application that is started
   * @param repetitions of each configuration
   * @param progress told a line after every application
   */
  public ExecutorsBench(Application application, int repetitions, Consumer<String> progress) {
    this.application = application;
    this.repetitions = repetitions;
    this.progress = progress;
  }

  /**
   * @return a row an application, and the median of two executors' examples a second over one's
   */
  public BenchResult run() {
    List<Row> rows = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int repetition = 1; repetition <= repetitions; repetition++) {
      Row one = run(repetition, 1);
      Row two = run(repetition, 2);
      rows.add(one);
      rows.add(two);
      ratios.add(two.examplesPerSecond() / one.examplesPerSecond());
    }
    Table table = new Table("executors", "examples/s", "overhead");
    rows.forEach(
        row ->
            table.add(
                "" + row.workers(),
                Table.cell("%,.0f", row.examplesPerSecond()),
                Table.cell("%.1f %%", row.overhead() * 100)));
    return new BenchResult(
        "executors",
        Collections.singletonMap("two_over_one", Statistics.median(ratios)),
        rows,
        table.text());
  }

  private Row run(int repetition, int executors) {
    Row row = application.run(executors);
    progress.accept(
        String.format(
            Locale.ROOT,
            "repetition %d, executors %d: %,.0f examples/s",
            repetition,
            executors,
            row.examplesPerSecond()));
    return row;
  }
}
