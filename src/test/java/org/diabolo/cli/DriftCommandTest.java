package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.network.BundleStore;
import org.diabolo.network.reference.Reference;
import org.diabolo.store.Json;
import org.diabolo.testing.DriftAlarms;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftCommandTest {
  @TempDir static Path base;

  @BeforeAll
  static void train() throws IOException {
    SmallRun.make(base, 1000, "prepare", "train");
  }

  private static Path bundle() {
    return base.resolve("runs/plane/one/bundle");
  }

  private static Outcome drift(String... more) {
    return Commands.in(base, "drift", more);
  }

  /** Other rows of the same plane, of which one number is changed. */
  private static Path rows(String name, int place, double by) {
    List<Row> rows = new ArrayList<>();
    for (Row row : Tables.plane(1400).subList(1000, 1400)) {
      List<Double> numbers = new ArrayList<>(row.<List<Double>>getAs(1));
      numbers.set(place, numbers.get(place) + by);
      rows.add(RowFactory.create(row.get(0), numbers, row.get(2)));
    }
    Path folder = base.resolve(name);
    Tables.write(LocalSpark.session(), rows, folder);
    return folder;
  }

  @Test
  void rowsOfTheSameKindAreNoDrift() {
    Outcome outcome = drift("--input", rows("same", 0, 0).toString());

    assertThat(outcome.code()).as(outcome.errors()).isZero();
    assertThat(outcome.summary().path("drift").isBoolean()).isTrue();
    assertThat(outcome.summary().path("drift").asBoolean()).as(outcome.errors()).isFalse();
    assertThat(outcome.summary().at("/looked_at/rows").asInt()).isEqualTo(400);
    // Errors, two numbers of a code, rejects, eight numbers; 89 rows are too few for a distance.
    assertThat(outcome.summary().path("checks").asInt()).isEqualTo(12);
    assertThat(outcome.errors()).contains("no drift: 12 comparisons of 400 rows with ");
  }

  @Test
  void aColumnThatIsShiftedIsNamedAndTheReportLiesWhereItWasAskedFor() throws IOException {
    Path place = base.resolve("told");
    Outcome outcome =
        drift("--input", rows("shifted", 3, 1).toString(), "--output", place.toString());

    assertThat(outcome.code()).as(outcome.errors()).isZero();
    JsonNode told = outcome.summary();
    assertThat(told.path("drift").asBoolean()).isTrue();
    assertThat(told.path("told_by").toString()).contains("\"errors\"", "\"inputs\"");
    assertThat(DriftAlarms.names(told.path("inputs"))).containsExactly("v[3]");
    // In units of the input: the plane's third number is about 300.
    JsonNode check = told.at("/inputs/0");
    assertThat(check.path("now").asDouble() - check.path("then").asDouble()).isBetween(0.7, 1.3);
    assertThat(outcome.errors()).contains("drift: errors: the reconstruction error of a row was ");
    assertThat(outcome.errors()).contains("inputs: v[3] (mean 300 then, 301 now, stability index ");
    JsonNode file = Json.read(Files.readString(place.resolve("drift.json")), JsonNode.class);
    assertThat(file.path("reasons")).isEqualTo(told.path("reasons"));
    assertThat(drift("--output", place.toString()).code()).isEqualTo(2);
  }

  @Test
  void rowsThatCannotBeUsedAreDriftAndNothingButSuchIsExitCodeThree() {
    List<Row> rows = new ArrayList<>(Tables.plane(1400).subList(1000, 1400));
    for (int i = 0; i < 40; i++) {
      List<Double> numbers = new ArrayList<>(rows.get(i).<List<Double>>getAs(1));
      numbers.set(5, null);
      rows.set(i, RowFactory.create(rows.get(i).get(0), numbers, "x"));
    }
    Path folder = base.resolve("nulls");
    Tables.write(LocalSpark.session(), rows, folder);

    Outcome some = drift("--input", folder.toString());
    assertThat(some.code()).as(some.errors()).isZero();
    assertThat(DriftAlarms.names(some.summary().path("inputs"))).containsExactly("rejects");
    assertThat(some.summary().at("/looked_at/worst_columns/v[5]").asInt()).isEqualTo(40);
    assertThat(some.errors()).contains("most rejects are in v[5] (40 rows)");

    Tables.write(LocalSpark.session(), rows.subList(0, 40), folder);
    Outcome none = drift("--input", folder.toString());
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.summary().path("message").asText())
        .contains("none of 40 rows can be used; the worst columns are v[5] (40 rows)");
  }

  @Test
  void bundleKeepsItsFiguresWithASumAndAnOlderOneHasNone() throws IOException {
    Reference reference =
        Json.read(Files.readString(bundle().resolve(BundleStore.REFERENCE)), Reference.class);
    assertThat(Files.readString(bundle().resolve(BundleStore.SUMS)))
        .contains("  " + BundleStore.REFERENCE);
    assertThat(reference.split()).isEqualTo("valid");
    assertThat(reference.rows()).isBetween(60L, 150L);
    assertThat(reference.input()).isEqualTo(new Reference.Input(1000, 0));
    assertThat(reference.inputs().get(7).name()).isEqualTo("v[7]");

    String sums = Files.readString(bundle().resolve(BundleStore.SUMS));
    byte[] kept = Files.readAllBytes(bundle().resolve(BundleStore.REFERENCE));
    try {
      Files.delete(bundle().resolve(BundleStore.REFERENCE));
      assertThat(drift().summary().path("message").asText())
          .endsWith("bundle: the bundle lacks reference.json");
      SmallRun.overwrite(
          bundle().resolve(BundleStore.SUMS),
          sums.replaceAll("(?m)^.*reference.json\n", "").getBytes());
      Outcome older = drift();
      assertThat(older.code()).as(older.errors()).isZero();
      assertThat(older.summary().path("drift").isNull()).isTrue();
      assertThat(older.errors())
          .contains("drift cannot be told: the bundle of plane/one keeps no reference figures");
    } finally {
      SmallRun.overwrite(bundle().resolve(BundleStore.SUMS), sums.getBytes());
      Files.write(bundle().resolve(BundleStore.REFERENCE), kept);
    }
  }
}
