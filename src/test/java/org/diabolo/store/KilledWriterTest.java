package org.diabolo.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they write over and over again. */
class KilledWriterTest {
  /** More by hand: {@code -Ddiabolo.kills=200}. */
  private static final int KILLS = Integer.getInteger("diabolo.kills", 5);

  private static final String NAME = "rounds.jsonl";
  private static final int LINES = 2000;
  private static final long SEED = 11;

  @TempDir Path disk;

  /** Writes one file, version after version, and says each version when it is there. */
  static final class Writer {
    public static void main(String[] arguments) {
      Folder folder = Folder.of(arguments[0], new Configuration());
      for (int version = 1; ; version++) {
        folder.write(NAME, content(version));
        System.out.println(version);
      }
    }
  }

  /** Publishes one folder, version after version. */
  static final class Publisher {
    public static void main(String[] arguments) {
      Folder place = Folder.of(arguments[0], new Configuration()).folder("out");
      for (int version = 1; ; version++) {
        try (Publication publication = Publication.begin(place, "_LAST")) {
          publication.staging().write("a", content(version));
          publication.staging().folder("deep").write("b", content(version));
          publication.publish(content(version));
        }
        System.out.println(version);
      }
    }
  }

  /** Begins and never ends. */
  static final class Beginner {
    public static void main(String[] arguments) throws InterruptedException {
      Folder place = Folder.of(arguments[0], new Configuration()).folder("out");
      Publication.begin(place, "_LAST").staging().write("a", "1");
      System.out.println("begun");
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  private static String content(int version) {
    return ("this is version " + version + "\n").repeat(LINES);
  }

  private static int version(String content) {
    int version = Integer.parseInt(content.lines().findFirst().orElseThrow().split(" ")[3]);
    assertThat(content).isEqualTo(content(version));
    return version;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void fileIsWholeAndTheLastOrTheNextWheneverItsWriterIsKilled() throws IOException {
    Random random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      List<String> said = Killed.after(5, random, Writer.class, disk);

      int last = Integer.parseInt(said.get(said.size() - 1));
      assertThat(version(Files.readString(disk.resolve(NAME)))).isBetween(last, last + 1);
      // At most what was on its way, known for ours by its name.
      assertThat(names(disk))
          .hasSizeLessThanOrEqualTo(2)
          .allMatch(
              name -> name.matches("rounds\\.jsonl|\\.rounds\\.jsonl\\.[0-9a-f]{16}\\.diabolo"));
    }
    Folder.of(disk.toString(), new Configuration()).write("other", "1");
    assertThat(names(disk)).containsExactly("other", NAME);
  }

  @Test
  void folderIsWholeOrNotThereWheneverItsPublisherIsKilled() throws IOException {
    Random random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      List<String> said = Killed.after(3, random, Publisher.class, disk);

      int last = Integer.parseInt(said.get(said.size() - 1));
      Path out = disk.resolve("out");
      if (Files.exists(out)) {
        int version = version(Files.readString(out.resolve("_LAST")));
        assertThat(version).isBetween(last, last + 1);
        assertThat(version(Files.readString(out.resolve("a")))).isEqualTo(version);
        assertThat(version(Files.readString(out.resolve("deep/b")))).isEqualTo(version);
        assertThat(names(out)).containsExactly("_LAST", "a", "deep");
      }
      assertThat(names(disk))
          .hasSizeLessThanOrEqualTo(2)
          .allMatch(name -> name.matches("out|\\.out\\.[0-9a-f]{16}\\.diabolo"));
    }
    publish();
    assertThat(names(disk)).containsExactly("out");
  }

  @Test
  void whatAProcessWritesStaysWhileItLivesAndGoesWhenItIsDead() throws IOException {
    Files.createDirectories(disk.resolve("_out"));
    Files.createDirectories(disk.resolve("_out.old"));
    Files.createDirectories(disk.resolve(".out.diabolo"));
    Files.createDirectories(disk.resolve(".outer.0123456789abcdef.diabolo/mine"));
    Folder place = Folder.of(disk.toString(), new Configuration()).folder("out");
    try (Publication living = Publication.begin(place, "_LAST")) {
      living.staging().write("a", "the living one's");

      // Another process neither takes the living one's, nor what only looks like ours.
      Killed.after(1, new Random(SEED), Beginner.class, disk);
      assertThat(names(disk)).hasSize(6);
      publish();

      assertThat(names(disk)).hasSize(6).contains("out");
      assertThat(living.staging().text("a")).isEqualTo("the living one's");
      living.publish("last");
    }
    assertThat(names(disk))
        .containsExactly(
            ".out.diabolo", ".outer.0123456789abcdef.diabolo", "_out", "_out.old", "out");
    assertThat(place.text("a")).isEqualTo("the living one's");
  }

  private void publish() {
    Folder place = Folder.of(disk.toString(), new Configuration()).folder("out");
    try (Publication publication = Publication.begin(place, "_LAST")) {
      publication.publish("last");
    }
  }
}
