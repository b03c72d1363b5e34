package org.diabolo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.diabolo.job.InvalidJobException;
import org.diabolo.testing.CopyingFiles;
import org.diabolo.testing.DyingFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublicationTest {
  private static final String LAST = "_LAST";
  private static final Map<String, String> OLD =
      Map.of("a", "1", "b", "1", "deep/c", "1", LAST, "1");
  private static final Map<String, String> NEW =
      Map.of("a", "2", "b", "2", "deep/c", "2", LAST, "2");

  @TempDir Path disk;

  /** Where folders are renamed in one step, and where file after file is copied. */
  enum Disk {
    RENAMING {
      @Override
      Folder open(Path folder) throws IOException {
        return new Folder(
            DyingFiles.open(), new org.apache.hadoop.fs.Path("hdfs:" + folder.toUri().getPath()));
      }
    },
    COPYING {
      @Override
      Folder open(Path folder) {
        Configuration configuration = new Configuration();
        CopyingFiles.register(configuration);
        return Folder.of("copying:" + folder, configuration);
      }
    };

    abstract Folder open(Path folder) throws IOException;
  }

  @AfterEach
  void live() {
    DyingFiles.live();
  }

  @ParameterizedTest
  @EnumSource
  void publishedOutputIsInItsPlaceAndNothingElse(Disk files) throws IOException {
    Folder place = files.open(disk).folder("run").folder("out");

    publish(place, NEW);

    assertThat(content(disk.resolve("run/out"))).isEqualTo(NEW);
    assertThat(names(disk.resolve("run"))).containsExactly("out");
    assertThat(Publication.isPublished(place, LAST)).isTrue();
    assertThat(Publication.isUnfinished(place, LAST)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void diedAtAnyStepNothingLooksWholeThatIsNotAndTheNextAttemptMakesItWhole(Disk files)
      throws IOException {
    Path counted = Files.createDirectories(disk.resolve("counted"));
    publish(files.open(counted).folder("out"), OLD);
    DyingFiles.live();
    publish(files.open(counted).folder("out"), NEW);
    int steps = DyingFiles.steps();
    assertThat(steps).isGreaterThan(10);
    int old = 0;
    for (int step = 0; step < steps; step++) {
      Path run = Files.createDirectories(disk.resolve("run-" + step));
      Folder place = files.open(run).folder("out");
      publish(place, OLD);
      DyingFiles.dieAfter(step);

      Throwable died = catchThrowable(() -> publish(place, NEW));

      DyingFiles.live();
      if (died == null) {
        // While it removed what it replaced: all that anybody waits for is done.
        assertThat(content(run.resolve("out"))).as("step %d", step).isEqualTo(NEW);
      } else {
        assertThat(died)
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageContaining("died before");
      }
      if (Publication.isPublished(place, LAST)) {
        Map<String, String> found = content(run.resolve("out"));
        assertThat(found).as("step %d", step).isIn(OLD, NEW);
        old += found.equals(OLD) ? 1 : 0;
      }
      publish(place, NEW);
      assertThat(content(run.resolve("out"))).as("after step %d", step).isEqualTo(NEW);
      assertThat(names(run)).as("after step %d", step).containsExactly("out");
    }
    // Else nothing was tried.
    assertThat(old).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void diedAtAnyStepOfRemovingNothingLooksWhole(Disk files) throws IOException {
    for (int step = 1; step < OLD.size(); step++) {
      Folder place = files.open(disk.resolve("run-" + step)).folder("out");
      publish(place, OLD);
      DyingFiles.dieAfter(step);

      assertThatThrownBy(() -> Publication.remove(place, LAST))
          .hasMessageContaining("died before delete");

      DyingFiles.live();
      assertThat(Publication.isPublished(place, LAST)).isFalse();
      Publication.remove(place, LAST);
      assertThat(place.exists()).isFalse();
    }
  }

  @Test
  void unfinishedOutputOfAStoreThatCopiesIsKnownForOne() throws IOException {
    Folder place = Disk.COPYING.open(disk).folder("out");

    Publication begun = Publication.begin(place, LAST);
    begun.staging().write("a", "1");

    assertThat(Publication.isPublished(place, LAST)).isFalse();
    assertThat(Publication.isUnfinished(place, LAST)).isTrue();
    begun.publish();
    assertThat(Publication.isUnfinished(place, LAST)).isFalse();
    assertThat(content(disk.resolve("out"))).isEqualTo(Map.of("a", "1", LAST, ""));
  }

  @Test
  void filesPutWhereAnAttemptsLeavingsWereRemovedAreNoLeavings() throws IOException {
    Folder place = Disk.COPYING.open(disk).folder("out");
    Publication.begin(place, LAST).staging().write("a", "1");
    place.delete();

    place.write("mine", "1");

    assertThat(Publication.isUnfinished(place, LAST)).isFalse();
    assertThat(names(disk)).containsExactly("out");
  }

  @ParameterizedTest
  @EnumSource
  void newOutputTakesNobodysPlace(Disk files) throws IOException {
    Folder place = files.open(disk).folder("out");
    place.write("mine", "1");
    place.write("_unfinished", "");

    assertThatThrownBy(() -> Publication.beginNew(place, LAST))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(place + ": there is something already");

    assertThat(content(disk.resolve("out"))).isEqualTo(Map.of("mine", "1", "_unfinished", ""));
    assertThat(names(disk)).containsExactly("out");
  }

  @Test
  void ofTwoNewOutputsAtOnceOneIsThereWholeAndTheOtherIsTold() throws IOException {
    Folder place = Folder.of(disk.toString(), new Configuration()).folder("out");
    ofTwo(place);
    ofTwo(Disk.RENAMING.open(disk).folder("other"));
  }

  private void ofTwo(Folder place) throws IOException {
    Publication one = Publication.beginNew(place, LAST);
    one.staging().write("a", "1");
    Publication other = Publication.beginNew(place, LAST);
    other.staging().write("a", "2");

    one.publish("1");

    assertThatThrownBy(() -> other.publish("2"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            place + ": somebody else has put something there meanwhile; name another place");
    other.close();
    assertThat(content(disk.resolve(place.name()))).isEqualTo(Map.of("a", "1", LAST, "1"));
    assertThat(names(disk)).allMatch(name -> !name.startsWith("."));
  }

  @Test
  void whatIsNotPublishedIsRemovedAndTheOlderOutputStays() throws IOException {
    Folder place = Folder.of(disk.toString(), new Configuration()).folder("out");
    publish(place, OLD);

    try (Publication publication = Publication.begin(place, LAST)) {
      publication.staging().write("a", "2");
    }

    assertThat(content(disk.resolve("out"))).isEqualTo(OLD);
    assertThat(names(disk)).containsExactly("out");
  }

  @Test
  void linkIsReplacedAndWhereItLedIsLeftAlone() throws IOException {
    Folder root = Folder.of(disk.toString(), new Configuration());
    publish(root.folder("large/out"), OLD);
    Files.createSymbolicLink(disk.resolve("out"), disk.resolve("large/out"));

    publish(root.folder("out"), NEW);

    assertThat(content(disk.resolve("out"))).isEqualTo(NEW);
    assertThat(content(disk.resolve("large/out"))).isEqualTo(OLD);
    assertThat(names(disk)).containsExactlyInAnyOrder("large", "out");
  }

  @Test
  void withoutLocksWhatRestsForAWeekIsTakenForLeft() throws IOException {
    Folder place = Disk.RENAMING.open(disk).folder("out");
    Publication rests = Publication.beginNew(place, LAST);
    rests.staging().write("a", "1");
    Publication works = Publication.beginNew(place, LAST);
    works.staging().write("a", "2");
    long longAgo = System.currentTimeMillis() - Duration.ofDays(8).toMillis();
    try (Stream<Path> files =
        Files.walk(Path.of(rests.staging().path().getParent().toUri().getPath()))) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(longAgo));
      }
    }

    Publication.beginNew(place, LAST).publish("3");

    assertThat(rests.staging().exists()).isFalse();
    assertThat(works.staging().text("a")).isEqualTo("2");
  }

  @ParameterizedTest
  @EnumSource
  void nearestIsTheFolderOrWhatIsThereAboveIt(Disk files) throws IOException {
    Folder folder = files.open(disk).folder("a").folder("b");
    folder.create();

    assertThat(folder.nearest()).isEqualTo(folder);
    assertThat(folder.folder("c").folder("d").nearest()).isEqualTo(folder);
    assertThat(new Folder(folder.files(), new org.apache.hadoop.fs.Path("/")).nearest().path())
        .hasToString("/");
  }

  @ParameterizedTest
  @EnumSource
  void writerThatFailsLeavesTheOlderFile(Disk files) throws IOException {
    Folder folder = files.open(disk);
    folder.write("file", "older");

    assertThatThrownBy(
            () ->
                folder.write(
                    "file",
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("no more");
                    }))
        .hasMessageContaining("no more");

    assertThat(folder.text("file")).isEqualTo("older");
  }

  @Test
  void onlyFileSystemsKnownToRenameInOneStepAreTakenForSuch() throws IOException {
    Configuration configuration = new Configuration();
    CopyingFiles.register(configuration);
    configuration.set("fs.viewfs.mounttable.site.link./disk", disk.toUri().toString());
    configuration.set("fs.viewfs.mounttable.site.link./store", "copying:" + disk);

    assertThat(atomic("file:" + disk, configuration)).isTrue();
    assertThat(atomic("hdfs://localhost:1/runs", configuration)).isTrue();
    assertThat(atomic("webhdfs://localhost:1/runs", configuration)).isTrue();
    assertThat(atomic("copying:" + disk, configuration)).isFalse();
    assertThat(atomic("viewfs://site/disk/new/runs", configuration)).isTrue();
    assertThat(atomic("viewfs://site/store/new/runs", configuration)).isFalse();
  }

  private static boolean atomic(String path, Configuration configuration) throws IOException {
    FileSystem files = FileSystem.get(URI.create(path), configuration);
    return AtomicRename.at(files, new org.apache.hadoop.fs.Path(path));
  }

  private static void publish(Folder place, Map<String, String> files) {
    Publication publication = Publication.begin(place, LAST);
    files.forEach(
        (name, text) -> {
          if (name.startsWith("deep/")) {
            publication.staging().folder("deep").write(name.substring(5), text);
          } else if (!name.equals(LAST)) {
            publication.staging().write(name, text);
          }
        });
    publication.publish(files.get(LAST));
  }

  private static Map<String, String> content(Path folder) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        // Beside the last file the mark of an attempt means nothing.
        boolean mark = file.endsWith("_unfinished") && Files.exists(folder.resolve(LAST));
        if (!mark) {
          content.put(folder.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return content;
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
