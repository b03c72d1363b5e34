package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.InvalidJobException;
import org.diabolo.submit.Place;
import org.diabolo.submit.PlaceProbe;
import org.diabolo.submit.SharedPlaces;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedPlacesTest {
  private static final String MASTER = "spark://host:7077";
  private static final List<Place> PLACES =
      List.of(
          Place.written("--workspace", "runs"),
          Place.read("data.input.path", "/data/in"),
          Place.driver("encoder.path", "graph.json"));

  @TempDir Path folder;

  private static Configuration defaultTo(String uri) {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.defaultFS", uri);
    return configuration;
  }

  private static List<String> complaints(String master, String mode, String defaultFs) {
    return SharedPlaces.complaints(PLACES, master, mode, defaultTo(defaultFs));
  }

  @Test
  void localDiskWithExecutorsElsewhereIsRefusedWithTheWayOut() {
    String runs = new File("runs").getAbsolutePath();

    assertThat(complaints(MASTER, "client", "file:///"))
        .containsExactly(
            "--workspace runs: is on this machine's disk, but executors of spark://host:7077 write"
                + " on others; name a place that all machines see (hdfs://..., s3a://...), or, if "
                + runs
                + " is on a mount that all of them share, say file:"
                + runs,
            "data.input.path /data/in: is on this machine's disk, but executors of"
                + " spark://host:7077 read on others; name a place that all machines see"
                + " (hdfs://..., s3a://...), or, if /data/in is on a mount that all of them share,"
                + " say file:/data/in");
  }

  @Test
  void whereTheDriverIsElsewhereItsFilesMayNotBeLocalEither() {
    assertThat(complaints("yarn", "cluster", "file:///"))
        .hasSize(3)
        .last()
        .asString()
        .startsWith(
            "encoder.path graph.json: is a path on the disk of whichever machine of yarn runs the"
                + " driver; name a place");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[4]", "local[*]", "local-cluster[2,1,1024]"})
  void executorsOnThisMachineMayUseItsDisk(String master) {
    assertThat(complaints(master, "client", "file:///")).isEmpty();
  }

  @Test
  void pathsWithoutSchemeAreOnTheDefaultFileSystem() {
    assertThat(complaints(MASTER, "cluster", "hdfs://nodes:8020")).isEmpty();
    assertThat(SharedPlaces.promised(PLACES, MASTER)).isEmpty();
  }

  @Test
  void anExplicitSchemeIsTheUsersWord() {
    List<Place> places =
        List.of(
            Place.written("--workspace", "file:/shared/runs"),
            Place.read("--input", "s3a://bucket/in"));

    assertThat(SharedPlaces.complaints(places, MASTER, "cluster", defaultTo("file:///"))).isEmpty();
    assertThat(SharedPlaces.promised(places, MASTER)).containsExactly(places.get(0));
    assertThat(SharedPlaces.promised(places, "local[2]")).isEmpty();
  }

  @Test
  void commandIsRefusedBeforeAClusterIsLookedFor() throws Exception {
    Path job = Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("in")));

    Failed failed =
        Failed.execute(
            List.of("run", job.toString(), "--master", MASTER, "--workspace", "some/runs"));

    assertThat(failed.code()).isEqualTo(Kind.JOB.exit());
    assertThat(failed.lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("--workspace some/runs: is on this machine's disk"))
        .anyMatch(line -> line.startsWith("data.input.path " + folder + "/in: is on this"));
    assertThat(Path.of("some")).doesNotExist();
  }

  @Test
  void executorsThatSeeTheSharedPlaceLeaveNothingThere() throws Exception {
    Files.createDirectories(folder.resolve("in"));
    List<Place> places =
        List.of(
            Place.written("--workspace", "file:" + folder + "/runs"),
            Place.read("--input", "file:" + folder + "/in"));

    PlaceProbe.require(LocalSpark.session(), places);

    assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("in"));
  }

  @Test
  void placeThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(
            () ->
                PlaceProbe.require(
                    LocalSpark.session(), List.of(Place.written("--workspace", "file:" + file))))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith("--workspace file:" + file + ": cannot be written: ");
    assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @ParameterizedTest
  @CsvSource({
    "bench encode --workspace w, --workspace w",
    "bench rounds --input in, --input in",
    "bench executors --input in, --input in",
    "decode JOB --workspace hdfs:///runs --picture hdfs:///p.png, data.input.path"
  })
  void everyCommandsPlacesAreLookedAt(String line, String place) throws Exception {
    Path job = Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("in")));
    List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
    arguments.replaceAll(argument -> argument.equals("JOB") ? job.toString() : argument);
    arguments.addAll(List.of("--master", MASTER));

    Failed failed = Failed.execute(arguments);

    assertThat(failed.code()).isEqualTo(Kind.JOB.exit());
    assertThat(failed.lines())
        .singleElement()
        .asString()
        .startsWith(place)
        .contains("is on this machine's disk, but executors of " + MASTER);
  }

  /** How a command ended, and what it said. */
  private record Failed(int code, List<String> lines) {
    static Failed execute(List<String> arguments) {
      PrintStream err = System.err;
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      System.setErr(new PrintStream(said));
      try {
        int code = Diabolo.execute(arguments.toArray(String[]::new));
        return new Failed(code, said.toString().lines().toList());
      } finally {
        System.setErr(err);
      }
    }
  }
}
