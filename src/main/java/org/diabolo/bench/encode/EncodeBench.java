package org.diabolo.bench.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.diabolo.bench.BenchResult;
import org.diabolo.bench.Statistics;
import org.diabolo.bench.Table;
import org.diabolo.encode.Encoding;
import org.diabolo.store.Folder;

/**
 * Encoding of many rows, all of {@code encode} with judging, counting and publication, beside Spark
 * ML's {@code PCAModel.transform} of the same rows to as many numbers, in turn.
 *
 * @param spark to run on
 * @param rows to encode
 * @param width numbers in a row
 * @param hidden width of the layer between numbers and code
 * @param code numbers in a code
 * @param repetitions that count, at least 1
 * @param progress told a line after every run
 */
public record EncodeBench(
    SparkSession spark,
    long rows,
    int width,
    int hidden,
    int code,
    int repetitions,
    Consumer<String> progress) {
  private static final double MEGABYTE = 1 << 20;

  /**
   * What was measured of one side.
   *
   * @param name of the side
   * @param seconds of each repetition
   * @param rowsPerSecond of the median repetition
   */
  public record Side(String name, List<Double> seconds, double rowsPerSecond) {}

  /**
   * What encoding left behind.
   *
   * @param rows in the encodings, each key once
   * @param sum of all numbers of all codes, which is what one thread without Spark finds, exactly
   * @param heapMaxMegabytes what the driver may have
   * @param heapBeforeMegabytes what the driver's heap held before an encoding, without garbage
   * @param heapPeakMegabytes the most that it held while encoding
   * @param heapAfterMegabytes what it held after
   */
  public record Found(
      long rows,
      String sum,
      double heapMaxMegabytes,
      double heapBeforeMegabytes,
      double heapPeakMegabytes,
      double heapAfterMegabytes) {}

  /**
   * @param workspace where rows and codes go
   * @return seconds of both sides, and what encoding left behind
   */
  public BenchResult run(Folder workspace) {
    GeneratedRows generated = new GeneratedRows(rows, width);
    String input = generated.write(spark, workspace).path().toString();
    progress.accept("rows are in " + input);
    RandomModel model = RandomModel.of(generated, input, hidden, code);
    PcaTransform pca = PcaTransform.fit(spark, input, code);
    Folder codes = workspace.folder("codes");
    String components = workspace.folder("components").path().toString();

    Runnable encode =
        () ->
            new Encoding(spark, model.spec(), model.bundle())
                .run(model.spec().data().input(), codes);
    Runnable transform = () -> pca.run(input, components);
    DriverMemory memory = DriverMemory.during(encode);
    transform.run();
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int repetition = 1; repetition <= repetitions; repetition++) {
      ours.add(seconds(encode));
      theirs.add(seconds(transform));
      ratios.add(theirs.get(repetition - 1) / ours.get(repetition - 1));
      progress.accept(
          String.format(
              Locale.ROOT,
              "repetition %d: encode %.1f s, PCA %.1f s",
              repetition,
              ours.get(repetition - 1),
              theirs.get(repetition - 1)));
    }
    Codes.Checked checked = Codes.check(spark, codes.path().toString(), generated, model.bundle());
    Found found =
        new Found(
            checked.rows(),
            checked.sum().toString(),
            Runtime.getRuntime().maxMemory() / MEGABYTE,
            memory.before() / MEGABYTE,
            memory.peak() / MEGABYTE,
            memory.after() / MEGABYTE);
    Side encoding = side("encode", ours);
    Side peer = side("PCAModel.transform", theirs);
    return new BenchResult(
        "encode",
        Map.of("over_pca", Statistics.median(ratios)),
        List.of(encoding, peer, found),
        table(encoding, peer) + text(found));
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-9;
  }

  private Side side(String name, List<Double> seconds) {
    return new Side(name, seconds, rows / Statistics.median(seconds));
  }

  private static String table(Side... sides) {
    Table table = new Table("", "rows/s", "seconds");
    for (Side side : sides) {
      table.add(
          side.name,
          Table.cell("%,.0f", side.rowsPerSecond),
          Table.cell("%.1f", Statistics.median(side.seconds)));
    }
    return table.text();
  }

  private static String text(Found found) {
    return String.format(
        Locale.ROOT,
        "%,d rows, each once; sum of codes %.6f, the same as one thread's without Spark to the last digit%n"
            + "driver's heap: %.0f MB before, at most %.0f MB while encoding, %.0f MB after, of %.0f MB%n",
        found.rows,
        Double.parseDouble(found.sum),
        found.heapBeforeMegabytes,
        found.heapPeakMegabytes,
        found.heapAfterMegabytes,
        found.heapMaxMegabytes);
  }
}
