package org.diabolo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.Level;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.testing.LogMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged manifests, and folders that are no runs. */
class ManifestFileTest {
  private static final String WHOLE =
      """
      {
        "name" : "plane",
        "run_id" : "one",
        "seed" : 42,
        "spec" : { "name" : "plane", "epochs" : 3 },
        "input" : { "path" : "in", "files" : 2 },
        "stages" : { "prepare" : { "seconds" : 1.5, "rows" : 100 } },
        "state" : "prepared"
      }
      """;

  @TempDir Path disk;

  private RunDirectory begin() {
    return RunDirectory.begin(disk.toString(), "plane", "one", new Configuration());
  }

  private Path write(String manifest) throws IOException {
    Files.createDirectories(disk.resolve("plane/one"));
    return Files.writeString(disk.resolve("plane/one/manifest.json"), manifest);
  }

  private void prepared() throws IOException {
    Files.createDirectories(disk.resolve("plane/one/prepared"));
    Files.writeString(disk.resolve("plane/one/prepared/_SUCCESS"), "");
    Files.writeString(disk.resolve("plane/one/prepared/_corpus.json"), "{}");
  }

  @Test
  void damageBehindJobAndInputCostsWhatIsBehindIt() throws IOException {
    Path file = write(WHOLE.replace("1.5", "\0\0\0"));
    prepared();

    try (LogMessages warnings = new LogMessages(ManifestFile.class, Level.WARN)) {
      Manifest manifest = Manifest.open(begin());

      assertThat(manifest.get("spec").path("epochs").asInt()).isEqualTo(3);
      assertThat(manifest.get("input").path("files").asInt()).isEqualTo(2);
      assertThat(manifest.stages().isMissingNode()).isTrue();
      assertThat(warnings.messages())
          .containsExactly(
              file
                  + " is damaged: it still tells name, run_id, seed, spec, input; the rest is lost,"
                  + " and stages that need it run again");
    }
  }

  @Test
  void damageThatHidesTheInputIsBadDataWhereRowsWerePrepared() throws IOException {
    Path file = write(WHOLE.substring(0, WHOLE.indexOf("\"files\"")));
    prepared();

    assertThatThrownBy(() -> Manifest.open(begin()))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(
            file
                + ": damaged, and no longer tells which job and rows the run is about; put a copy");
  }

  @Test
  void whereNothingWasPreparedNothingIsMissed() throws IOException {
    write("");

    assertThat(Manifest.open(begin()).get("spec").isMissingNode()).isTrue();
  }

  @Test
  void anotherFolderIsNoRun() throws IOException {
    Files.createDirectories(disk.resolve("plane/one/prepared"));

    assertThatThrownBy(this::begin)
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            disk
                + "/plane/one is there, and is no run of Diabolo (it has no manifest.json of ours);"
                + " name another --run-id or --workspace");
    for (String others : List.of("{\"manifest_version\": 3}", "[\"a.js\"]")) {
      write(others);
      assertThatThrownBy(this::begin).isInstanceOf(InvalidJobException.class);
    }
  }

  @Test
  void emptyFoldersAndRunsMayBeGoneOnWith() throws IOException {
    Files.createDirectories(disk.resolve("plane/one"));
    Files.writeString(disk.resolve("plane/one/.manifest.json.0123456789abcdef.diabolo"), "{");
    begin();
    write(WHOLE);
    begin();
    write(WHOLE.substring(0, 30));
    begin();
    Files.delete(disk.resolve("plane/one/manifest.json"));
    prepared();
    begin();
  }
}
