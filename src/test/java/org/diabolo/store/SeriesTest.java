package org.diabolo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.JobText;
import org.diabolo.job.RetrainSpec;
import org.diabolo.testing.CopyingFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesTest {
  private static final String ONE = "{\"a\": 1}\n";
  private static final String TWO = "{\"a\": 2}\n";

  @TempDir Path disk;

  private Path file(int number) {
    return disk.resolve("numbers/00000" + number + ".json");
  }

  private Folder folder(String scheme) {
    Configuration configuration = new Configuration();
    CopyingFiles.register(configuration);
    return Folder.of(scheme + disk.resolve("numbers"), configuration);
  }

  private static RetrainSpec retraining(String... more) {
    return JobSpec.read(
            new JobText(
                "job.yaml",
                """
                name: plane
                data: {input: {path: rows}, key: id}
                source: {column: x, kind: vector}
                encoder: {kind: mlp}
                decoder: {kind: mlp}
                """),
            List.of(more))
        .retraining();
  }

  @Test
  void whoIsFirstPutsANumberAndIsToldSo() throws IOException {
    Series series = new Series(folder(""));
    assertThat(series.count()).isZero();
    assertThat(series.highest()).isZero();
    assertThat(series.text(1)).isEmpty();

    assertThat(series.put(1, ONE)).isTrue();
    assertThat(series.put(1, TWO)).isFalse();
    assertThat(series.put(2, TWO)).isTrue();

    assertThat(series.count()).isEqualTo(2);
    assertThat(series.text(1)).contains(ONE);
    assertThat(series.place(2)).isEqualTo(file(2).toString());
    for (String other : List.of("000000.json", "0000007.json", "000007.txt", ".000007.json")) {
      Files.writeString(file(1).resolveSibling(other), ONE);
    }
    assertThat(series.count()).as("names that no number has").isEqualTo(2);
  }

  @Test
  void oneThatIsMissingIsToldWhereItMatters() throws IOException {
    Series series = new Series(folder(""));
    List.of(1, 2, 3).forEach(number -> series.put(number, ONE));
    Files.delete(file(2));
    assertThat(series.highest()).isEqualTo(3);
    assertThatThrownBy(series::count)
        .isInstanceOf(BadDataException.class)
        .hasMessage(file(2) + ": is missing, and later ones are there; put it back");
  }

  /** The file of the first is there and its answer is not, or neither is. */
  private Series losing(String written) throws IOException {
    Folder folder = folder("");
    folder.create();
    CreateIfAbsent real = CreateIfAbsent.in(folder).orElseThrow();
    return new Series(folder)
        .creatingBy(
            (name, content) -> {
              switch (written) {
                case "ours" -> real.create(name, content);
                case "another's" -> real.create(name, TWO.getBytes(StandardCharsets.UTF_8));
                default -> assertThat(written).isEqualTo("nothing");
              }
              throw new SocketTimeoutException("Read timed out");
            });
  }

  @Test
  void answerThatIsLostOnItsWayIsNotTakenForALostRace() throws IOException {
    assertThat(losing("ours").put(1, ONE)).isTrue();
    assertThat(losing("another's").put(2, ONE)).isFalse();
    Series lost = losing("nothing");
    assertThatThrownBy(() -> lost.put(3, ONE)).hasRootCauseMessage("Read timed out");
    assertThat(lost.highest()).isEqualTo(2);
  }

  @Test
  void storeThatCannotTellWhoWasFirstIsRefusedUnlessTheJobSaysSo() {
    Series guarded = Series.of(folder("copying:"), retraining());
    String refusal =
        "copying:"
            + disk
            + "/numbers: this store cannot tell who was first (no If-None-Match: *), so of two at"
            + " once one would be lost; keep the workspace on another, or see to it that one"
            + " command at a time is at work on this job, and say so: retrain.unguarded: true";
    assertThatThrownBy(guarded::requirePuts)
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(refusal);
    assertThatThrownBy(() -> new Series(folder("copying:")).put(1, ONE))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(refusal);
    assertThat(file(1)).doesNotExist();

    Series unguarded = Series.of(folder("copying:"), retraining("retrain.unguarded=true"));
    unguarded.requirePuts();
    assertThat(unguarded.put(1, ONE)).isTrue();
    assertThat(unguarded.put(1, ONE)).as("an answer that was lost, and asked again").isTrue();
    assertThat(unguarded.put(1, TWO)).isFalse();
    assertThat(guarded.text(1)).contains(ONE);
  }
}
