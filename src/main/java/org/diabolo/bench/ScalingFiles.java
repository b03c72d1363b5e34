package org.diabolo.bench;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.diabolo.bench.ScalingBench.Study;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Writes a scaling study as {@code scaling.csv} and {@code scaling.png}. */
public final class ScalingFiles {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 560;

  private ScalingFiles() {}

  /**
   * @param study to write
   * @param link that it was modelled with
   * @param folder made where it is missing
   */
  public static void write(Study study, Link link, Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("scaling.csv"), csv(study));
      BitmapEncoder.saveBitmap(
          List.of(losses(study, link), speedUps(study)),
          1,
          2,
          folder.resolve("scaling.png").toString(),
          BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String csv(Study study) {
    StringBuilder text =
        new StringBuilder(
            "workers,period,outer,examples,rounds,loss,best_loss,local_seconds,modelled_seconds,"
                + "modelled_network_seconds,target_loss,modelled_seconds_to_loss,modelled_speed_up\n");
    for (ScalingRow row : study.rows()) {
      text.append(
          String.join(
                  ",",
                  "" + row.workers(),
                  "" + row.period(),
                  outer(row),
                  "" + row.examples(),
                  "" + row.rounds(),
                  "" + row.loss(),
                  "" + row.bestLoss(),
                  "" + row.localSeconds(),
                  "" + row.seconds(),
                  "" + row.talkSeconds(),
                  "" + study.loss(),
                  row.secondsToLoss() == null ? "" : "" + row.secondsToLoss(),
                  row.speedUp() == null ? "" : "" + row.speedUp())
              + "\n");
    }
    return text.toString();
  }

  private static String outer(ScalingRow row) {
    return row.outer().name().toLowerCase(Locale.ROOT);
  }

  /** Of each number of replicas the configuration that suits it best; all would be a thicket. */
  private static XYChart losses(Study study, Link link) {
    XYChart chart =
        chart("Held-out loss (modelled: " + link.words() + ")", "modelled seconds", "loss");
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    best(study)
        .forEach(
            (workers, row) -> {
              List<LossCurve.Point> points = row.curve().points();
              chart
                  .addSeries(
                      workers == 1
                          ? "1 replica"
                          : workers + " replicas, period " + row.period() + ", " + outer(row),
                      points.stream().mapToDouble(LossCurve.Point::seconds).toArray(),
                      points.stream().mapToDouble(LossCurve.Point::loss).toArray())
                  .setMarker(SeriesMarkers.NONE);
            });
    return chart;
  }

  private static Map<Integer, ScalingRow> best(Study study) {
    Comparator<ScalingRow> soonest =
        Comparator.comparing(
            ScalingRow::secondsToLoss, Comparator.nullsLast(Comparator.naturalOrder()));
    Comparator<ScalingRow> better = soonest.thenComparing(ScalingRow::bestLoss);
    return study.rows().stream()
        .collect(
            Collectors.toMap(
                ScalingRow::workers,
                row -> row,
                (a, b) -> better.compare(a, b) <= 0 ? a : b,
                TreeMap::new));
  }

  private static XYChart speedUps(Study study) {
    XYChart chart =
        chart(
            String.format(Locale.ROOT, "Getting to loss %.5f, against one replica", study.loss()),
            "replicas",
            "modelled speed-up");
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
    int most = study.rows().stream().mapToInt(ScalingRow::workers).max().orElse(1);
    chart
        .addSeries(
            "as fast as one replica", new double[] {1, Math.max(2, most)}, new double[] {1, 1})
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(Color.LIGHT_GRAY);
    study.rows().stream()
        .filter(row -> row.workers() > 1 && row.speedUp() != null)
        .collect(
            Collectors.groupingBy(
                row -> "period " + row.period() + ", " + outer(row),
                TreeMap::new,
                Collectors.toList()))
        .forEach(
            (name, rows) ->
                chart.addSeries(
                    name,
                    rows.stream().mapToDouble(ScalingRow::workers).toArray(),
                    rows.stream().mapToDouble(ScalingRow::speedUp).toArray()));
    return chart;
  }

  private static XYChart chart(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    // Else the axes' numbers would look otherwise in other countries.
    chart.getStyler().setLocale(Locale.ROOT);
    chart.getStyler().setDecimalPattern("0.###");
    return chart;
  }
}
