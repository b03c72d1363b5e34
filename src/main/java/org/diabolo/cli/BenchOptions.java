package org.diabolo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.diabolo.bench.BenchResult;
import org.diabolo.job.InvalidJobException;
import org.diabolo.store.Json;
import org.diabolo.submit.Place;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every bench takes and how it ends. */
final class BenchOptions {
  @Option(
      names = "--input",
      defaultValue = "sample-data/fashion-mnist",
      description = "Parquet with id and pixels of 28 × 28 bytes (default: ${DEFAULT-VALUE}).")
  String input;

  @Mixin BenchMaster master;

  /** What the rows are read from. */
  List<Place> places() {
    return Place.given(Place.read("--input", input));
  }

  /**
   * @throws InvalidJobException when a number is below 1
   */
  static void requirePositive(String option, double number) {
    if (!(number >= 1)) {
      throw new InvalidJobException(
          String.format(Locale.ROOT, "%s: found %s, allowed: at least 1", option, text(number)));
    }
  }

  private static String text(double number) {
    return number == Math.rint(number) ? "" + (long) number : "" + number;
  }

  /** The table and the ratios for people, the JSON for programs. */
  static void print(BenchResult result) {
    System.err.printf("%n%s", result.table());
    result
        .ratios()
        .forEach(
            (name, ratio) ->
                System.err.printf(
                    Locale.ROOT,
                    "%s %s%n",
                    name,
                    ratio == null ? "-" : String.format(Locale.ROOT, "%.2f", ratio)));
    Map<String, Object> line = new LinkedHashMap<>();
    Json.tree(result).fields().forEachRemaining(each -> line.put(each.getKey(), each.getValue()));
    line.put("command", "bench " + result.bench());
    line.put("exit", Kind.DONE.exit());
    line.put("kind", Kind.DONE.toString());
    line.put("retry", Kind.DONE.retry());
    line.put("job", null);
    line.put("run_id", null);
    line.put("message", "done");
    System.out.println(Json.line(line));
  }
}
