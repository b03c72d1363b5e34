package org.diabolo.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.cli.Diabolo;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.store.Folder;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How often drift is told of rows that did not drift, and of such that did: 200 draws of images,
 * foods and names, each with a reference set of its own, by small models that are trained here. See
 * docs/drift.md; run by scripts/drift-errs.
 */
class DriftSimulation {
  private static final int DRAWS = Integer.getInteger("drift.draws", 200);
  private static final int[] ROWS = {100, 500, 5000, 50_000};
  private static final int FEW = 500;

  /** The first ten of the job's. */
  private static final List<String> COLUMNS =
      List.of(
          "energy",
          "water",
          "protein",
          "carbohydrate",
          "fiber",
          "fat",
          "saturated_fat",
          "monounsaturated_fat",
          "polyunsaturated_fat",
          "omega3");

  @TempDir static Path folder;

  /** A model, and rows as it came by them. */
  private record Known(Bundle bundle, Features features, List<Row> rows) {
    static Known of(String job, String columns, String... settings) {
      String file = "jobs/" + job + ".yaml";
      List<String> words = new ArrayList<>(List.of(file, "--run-id", "one"));
      words.addAll(List.of("--workspace", folder.toString()));
      for (String setting : settings) {
        words.addAll(List.of("--set", setting));
      }
      for (String command : List.of("prepare", "train")) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(words);
        assertThat(Diabolo.run(LocalSpark.session(), all.toArray(String[]::new))).isZero();
      }
      Bundle bundle =
          BundleStore.load(Folder.of(folder + "/" + job + "/one/bundle", new Configuration()));
      JobSpec spec = Jobs.read(Path.of(file), List.of(settings));
      Dataset<Row> rows =
          LocalSpark.session().read().parquet(spec.data().input().path()).na().drop();
      return new Known(
          bundle,
          Features.of(bundle.card().source(), spec.source()),
          rows.selectExpr(columns.split(", ")).collectAsList());
    }

    /** What the model tells of cells. */
    List<RowFigures> told(List<Object> cells) {
      List<Figuring.Cell> all = new ArrayList<>();
      for (Object cell : cells) {
        float[] prepared = bundle.card().source().toNetwork(cell);
        all.add(new Figuring.Cell("%06d".formatted(all.size()), cell, prepared));
      }
      return new Figuring(bundle.parts(), features, true).of(all.iterator());
    }

    Draws draws(List<Object> cells) {
      return new Draws(features, Figuring.measure(bundle.card().source()), told(cells));
    }
  }

  /** Prints a line of the table of docs/drift.md. */
  private static double seldom(String what, Draws draws) {
    double most = 0;
    for (int rows : ROWS) {
      List<Comparing.Checks> all = all(draws, draws.rows(), rows);
      double share = share(all, Draws::alarms);
      System.out.printf(
          Locale.ROOT,
          "| %s | %,d | %s | %s | %s | %s |%n",
          what,
          rows,
          percent(share),
          percent(share(all, one -> Draws.alarms(one.errors()))),
          percent(share(all, one -> Draws.alarms(one.codes()))),
          percent(share(all, one -> Draws.alarms(one.inputs()))));
      most = Math.max(most, rows < FEW ? 0 : share);
    }
    return most;
  }

  private static double told(
      String what, Draws draws, List<RowFigures> others, Predicate<Comparing.Checks> named) {
    List<Comparing.Checks> all = all(draws, others, FEW);
    double share = share(all, named);
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %s |%n",
        what,
        percent(share(all, Draws::alarms)),
        percent(share),
        percent(share(all, one -> Draws.alarms(one.errors()))),
        percent(share(all, one -> Draws.alarms(one.codes()))),
        percent(share(all, one -> Draws.alarms(one.inputs()))));
    return share;
  }

  private static List<Comparing.Checks> all(Draws draws, List<RowFigures> others, int rows) {
    return IntStream.range(0, DRAWS)
        .parallel()
        .mapToObj(i -> draws.checks(others, rows, i))
        .toList();
  }

  private static double share(List<Comparing.Checks> all, Predicate<Comparing.Checks> those) {
    return all.stream().filter(those).count() / (double) all.size();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static List<Object> cells(Known known, int column) {
    return known.rows.stream().map(row -> row.get(column)).toList();
  }

  @Test
  void imagesThatAreInvertedAreTold() {
    Known images =
        Known.of(
            "fashion-autoencoder",
            "pixels",
            "train.epochs=3",
            "encoder.layers=[64]",
            "decoder.layers=[64]",
            "encoder.code=16");
    List<Object> cells = cells(images, 0);
    List<Object> inverted =
        cells.stream()
            .map(
                cell -> {
                  byte[] pixels = ((byte[]) cell).clone();
                  for (int i = 0; i < pixels.length; i++) {
                    pixels[i] = (byte) ~pixels[i];
                  }
                  return (Object) pixels;
                })
            .toList();
    Draws draws = images.draws(cells);

    assertThat(seldom("images", draws)).isLessThanOrEqualTo(0.05);
    assertThat(
            told(
                "inverted images",
                draws,
                images.told(inverted),
                one -> Draws.named(one.inputs()).contains("brightness")))
        .isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void aColumnThatIsShiftedByHalfADeviationIsNamed() {
    Known foods =
        Known.of(
            "table-autoencoder",
            String.join(", ", COLUMNS),
            "source.columns=[" + String.join(", ", COLUMNS) + "]",
            "train.epochs=20",
            "encoder.layers=[32]",
            "decoder.layers=[32]",
            "encoder.code=4");
    List<Object> cells =
        foods.rows.stream()
            .map(
                row ->
                    (Object)
                        IntStream.range(0, row.length())
                            .mapToDouble(i -> ((Number) row.get(i)).doubleValue())
                            .toArray())
            .toList();
    Draws draws = foods.draws(cells);

    assertThat(seldom("foods", draws)).isLessThanOrEqualTo(0.05);
    for (int i = 0; i < COLUMNS.size(); i++) {
      int column = i;
      double by = 0.5 * deviation(cells, column);
      List<Object> shifted =
          cells.stream()
              .map(
                  cell -> {
                    double[] numbers = ((double[]) cell).clone();
                    numbers[column] += by;
                    return (Object) numbers;
                  })
              .toList();
      assertThat(
              told(
                  COLUMNS.get(column) + " by half a deviation",
                  draws,
                  foods.told(shifted),
                  one -> Draws.named(one.inputs()).equals(List.of(COLUMNS.get(column)))))
          .isGreaterThanOrEqualTo(0.95);
    }
  }

  private static double deviation(List<Object> cells, int column) {
    double[] numbers = cells.stream().mapToDouble(cell -> ((double[]) cell)[column]).toArray();
    double mean = Arrays.stream(numbers).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
  }

  @Test
  void aNewAlphabetIsTold() {
    Known names =
        Known.of(
            "names-autoencoder",
            "latin, katakana",
            "train.epochs=1",
            "encoder.layers=[32]",
            "decoder.layers=[32]",
            "encoder.code=16");
    Draws draws = names.draws(cells(names, 0));

    assertThat(seldom("names", draws)).isLessThanOrEqualTo(0.05);
    assertThat(
            told(
                "names in katakana",
                draws,
                names.told(cells(names, 1)),
                one -> Draws.named(one.inputs()).contains("share of unknown characters")))
        .isGreaterThanOrEqualTo(0.95);
  }
}
