package org.diabolo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.NotOwnerException;
import org.diabolo.testing.CopyingFiles;
import org.diabolo.testing.DyingFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTest {
  private static final String LAST = "_LAST";
  private static final Application FIRST = new Application("application_1", 1);
  private static final Application SECOND = new Application("application_1", 2);

  @TempDir Path disk;

  enum Disk {
    LOCAL {
      @Override
      Folder open(Path folder) {
        return Folder.of(folder.toString(), new Configuration());
      }
    },
    HDFS {
      @Override
      Folder open(Path folder) throws IOException {
        return new Folder(
            DyingFiles.open(), new org.apache.hadoop.fs.Path("hdfs:" + folder.toUri().getPath()));
      }
    };

    abstract Folder open(Path folder) throws IOException;

    Folder run(Path disk, String stale) throws IOException {
      Folder run = open(disk).folder("one");
      run.files().getConf().set(Lease.STALE, stale);
      return run;
    }
  }

  /** Owns a run until it is killed. */
  static final class Owner {
    public static void main(String[] arguments) throws InterruptedException {
      Folder run = Folder.of(arguments[0], new Configuration()).folder("one");
      run.taken(Application.NONE).write("file", "the first one's");
      System.out.println("taken");
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @BeforeEach
  @AfterEach
  void live() {
    DyingFiles.live();
  }

  private Map<String, String> content() throws IOException {
    Path run = disk.resolve("one");
    try (Stream<Path> files = Files.walk(run)) {
      Map<String, String> content = new TreeMap<>();
      for (Path file : files.toList()) {
        String name = run.relativize(file).toString();
        if (!name.startsWith(".owner")) {
          content.put(name, Files.isDirectory(file) ? "/" : Files.readString(file));
        }
      }
      return content;
    }
  }

  private List<String> leases() throws IOException {
    try (Stream<Path> files = Files.list(disk.resolve("one/.owner"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void silenceOfHalfAMinuteIsTakenForDeathUnlessSet() {
    Configuration configuration = new Configuration(false);
    assertThat(Lease.stale(configuration)).hasSeconds(30);
    assertThat(Lease.beatMillis(configuration)).isEqualTo(3000);
    configuration.set(Lease.STALE, "7");
    assertThat(Lease.stale(configuration)).hasSeconds(7);
    configuration.set(Lease.STALE, "500ms");
    assertThat(Lease.stale(configuration)).hasMillis(500);
    assertThat(Lease.beatMillis(configuration)).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "0", "-1s"})
  void timeThatIsNoneIsTheUsersMistake(String time) {
    Configuration configuration = new Configuration(false);
    configuration.set(Lease.STALE, time);
    assertThatThrownBy(() -> Lease.stale(configuration))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "spark.hadoop.diabolo.owner.stale: found "
                + time
                + ", allowed: a time above 0, in seconds or with a unit (30, 45s, 2m)");
  }

  /** Persian has digits of its own, in which Java writes numbers. */
  @Test
  void numbersAreWrittenAlikeWhateverTheLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa"));
    try {
      assertThat(String.format("%d", 1)).isNotEqualTo("1");
      assertThat(Leases.file(1)).isEqualTo("000001.json");
    } finally {
      Locale.setDefault(before);
    }
  }

  /** The second moved the first one's folder away, and was killed before it put a file there. */
  @ParameterizedTest
  @EnumSource
  void whoWasTakenOverByOneThatDiedHalfwayCannotWriteEither(Disk files) throws IOException {
    Folder first = files.run(disk, "1ms").taken(Application.NONE);
    Path owners = disk.resolve("one/.owner");
    FileUtils.deleteDirectory(owners.resolve("000001.work").toFile());
    Files.copy(owners.resolve("000001.json"), owners.resolve("000002.json"));
    Files.createDirectory(owners.resolve("000002.work"));

    Folder third = files.run(disk, "1ms").taken(SECOND);

    assertThat(owners.resolve("000001.work")).isRegularFile();
    third.write("file", "the third one's");
    assertThatThrownBy(() -> first.write("file", "late"))
        .isInstanceOfAny(NotOwnerException.class, UncheckedIOException.class);
    assertThat(third.text("file")).isEqualTo("the third one's");
    third.letGo();
    first.letGo();
  }

  @ParameterizedTest
  @EnumSource
  void liveOwnerIsNamedAndKeepsTheRun(Disk files) throws IOException {
    Folder run = files.run(disk, "1s");
    Folder owned = run.taken(Application.NONE);

    assertThatThrownBy(() -> run.taken(Application.NONE))
        .isInstanceOf(NotOwnerException.class)
        .hasMessageMatching(
            "run one is owned by "
                + ThisProcess.host()
                + " process "
                + ProcessHandle.current().pid()
                + " of \\S+ since \\S+Z, which lives; wait for its end, or name another --run-id");

    assertThat(run.takenFirst(Application.NONE)).isEmpty();
    assertThat(run.owner().orElseThrow().name())
        .startsWith(ThisProcess.host() + " process " + ProcessHandle.current().pid() + " of ");
    owned.write("file", "1");
    owned.letGo();
    assertThat(run.owner()).isEmpty();
    assertThat(content()).isEqualTo(Map.of("", "/", "file", "1"));
  }

  @ParameterizedTest
  @EnumSource
  void whatWasLetGoIsTakenAtOnceAndOneLeaseIsLeft(Disk files) throws IOException {
    // Nobody waits: it would take an hour.
    Folder run = files.run(disk, "1h");
    for (int command = 1; command <= 3; command++) {
      Folder owned = run.taken(Application.NONE);
      owned.write("file", "command " + command);
      owned.letGo();

      assertThatThrownBy(() -> owned.write("file", "late"))
          .isInstanceOf(NotOwnerException.class)
          .hasMessage("run one: this command has let go of it");
    }
    assertThat(leases()).containsExactly("000003.json");
    assertThat(run.text("file")).isEqualTo("command 3");
  }

  @Test
  void killedOwnerOfThisMachineIsFollowedAtOnce() throws IOException {
    Folder run = Disk.LOCAL.run(disk, "1h");
    Killed.after(1, new Random(1), Owner.class, disk);

    Folder owned = run.taken(Application.NONE);

    owned.write("file", "the second one's");
    owned.letGo();
    assertThat(run.text("file")).isEqualTo("the second one's");
    assertThat(leases()).containsExactly("000001.work", "000002.json");
    assertThat(disk.resolve("one/.owner/000001.work")).isRegularFile();
  }

  /** By its name only: another start of the machine, another container, another user. */
  @Test
  void sameNumberElsewhereIsNotTakenForThatOfAProcessHere() {
    LeaseFile gone = LeaseFile.beginning(Application.NONE, 100);
    assertThat(gone.isGone()).isFalse();
    assertThat(other(gone, "started", "1").isGone()).isTrue();
    for (String key : List.of("host", "boot", "numbers", "user")) {
      assertThat(other(other(gone, "started", "1"), key, "another").isGone()).as(key).isFalse();
      assertThat(other(other(gone, "started", "1"), key, "").isGone()).as(key).isFalse();
    }
  }

  private static LeaseFile other(LeaseFile file, String key, String value) {
    com.fasterxml.jackson.databind.node.ObjectNode tree =
        (com.fasterxml.jackson.databind.node.ObjectNode) Json.tree(file);
    assertThat(tree.has(key)).isTrue();
    tree.put(key, value);
    return LeaseFile.read(Json.line(tree)).orElseThrow();
  }

  /** Of another machine, say. */
  @ParameterizedTest
  @EnumSource
  void silentOwnerIsTakenOverAfterAWhile(Disk files) throws IOException {
    Folder run = files.run(disk, "300ms");
    LeaseFile far = other(LeaseFile.beginning(Application.NONE, 100), "host", "far.example.org");
    run.folder(".owner").write("000007.json", far.bytes());

    Folder owned = run.taken(Application.NONE);

    owned.letGo();
    assertThat(leases()).containsExactly("000007.work", "000008.json");
  }

  @ParameterizedTest
  @EnumSource
  void damagedLeaseIsWaitedForAndTakenOver(Disk files) throws IOException {
    Folder run = files.run(disk, "300ms");
    run.folder(".owner").write("000001.json", "{\"host");

    run.taken(Application.NONE).letGo();

    assertThat(leases()).containsExactly("000001.work", "000002.json");
  }

  @ParameterizedTest
  @EnumSource
  void leasesThatNeverGotTheirNamesAreRemoved(Disk files) throws IOException {
    Path owner = Files.createDirectories(disk.resolve("one/.owner"));
    for (int number = 1; number <= 3; number++) {
      Files.writeString(owner.resolve(".00000" + number + ".json.0123456789abcdef.diabolo"), "{");
    }
    Files.write(owner.resolve("000001.json"), LeaseFile.beginning(FIRST, 100).bytes());

    files.run(disk, "1h").taken(SECOND).letGo();

    // Of the third it is not known yet who will be first.
    assertThat(leases())
        .containsExactly(".000003.json.0123456789abcdef.diabolo", "000001.work", "000002.json");
  }

  @Test
  void whoDiesAtAnyStepOfAnOwnersLifeIsFollowedAndLeavesNothing() throws IOException {
    for (int steps = 0; true; steps++) {
      Files.createDirectories(disk.resolve("one"));
      Folder run = Disk.HDFS.run(disk, "1h");
      DyingFiles.dieAfter(steps);
      Folder owned = run;
      try {
        owned = run.taken(FIRST);
        owned.folder("deep").write("file", "1");
        owned.folder("deep").delete("file");
      } catch (java.io.UncheckedIOException e) {
        assertThat(e).hasMessageContaining("died before");
      } finally {
        owned.letGo();
      }
      boolean died = DyingFiles.death().isPresent();
      DyingFiles.live();

      Folder next = run.taken(SECOND);
      next.folder("deep").write("file", "2");
      next.letGo();

      assertThat(content())
          .as("died after %d steps", steps)
          .isEqualTo(Map.of("", "/", "deep", "/", "deep/file", "2"));
      assertThat(leases())
          .as("died after %d steps", steps)
          .allMatch(name -> name.matches("\\d{6}\\.(json|work)"));
      if (!died) {
        assertThat(steps).isGreaterThan(10);
        return;
      }
      org.apache.commons.io.FileUtils.deleteDirectory(disk.resolve("one").toFile());
    }
  }

  /** The first one lives on, and knows nothing yet. */
  @ParameterizedTest
  @EnumSource
  void lateWritesOfWhoWasTakenOverChangeNothing(Disk files) throws IOException {
    Folder run = files.run(disk, "1h");
    Folder first = run.taken(FIRST);
    first.write("file", "1");
    first.folder("deep").write("file", "1");
    publish(first.folder("out"), "1");
    Publication begun = Publication.begin(first.folder("out"), LAST);
    begun.staging().write("a", "late");
    Publication fresh = Publication.begin(first.folder("fresh"), LAST);
    fresh.staging().write("a", "late");
    Map<String, String> before = content();
    assertThat(before)
        .isEqualTo(
            Map.of(
                "",
                "/",
                "file",
                "1",
                "deep",
                "/",
                "deep/file",
                "1",
                "out",
                "/",
                "out/a",
                "1",
                "out/_LAST",
                "1"));

    Folder second = run.taken(SECOND);

    late(() -> first.write("file", "late"));
    late(() -> first.write("new", "late"));
    late(() -> first.folder("deep").write("file", "late"));
    late(() -> first.folder("new").create());
    late(() -> first.folder("new").write("file", "late"));
    late(() -> first.delete("file"));
    late(() -> first.folder("deep").delete());
    late(() -> Publication.remove(first.folder("out"), LAST));
    late(() -> publish(first.folder("out"), "late"));
    late(() -> begun.publish("late"));
    late(() -> fresh.publish("late"));
    begun.close();
    fresh.close();
    assertThat(first.explained(new IllegalStateException("a task failed")))
        .isInstanceOf(NotOwnerException.class);
    first.letGo();
    assertThat(content()).isEqualTo(before);
    publish(second.folder("out"), "2");
    second.letGo();
    assertThat(run.folder("out").text("a")).isEqualTo("2");
    assertThat(leases()).containsExactly("000001.work", "000002.json");
  }

  private static void late(ThrowingCallable write) {
    assertThatThrownBy(write)
        .isInstanceOf(NotOwnerException.class)
        .hasMessageMatching(
            "run one was taken over by \\S+ process \\d+ \\(application_1\\) of \\S+ since \\S+, as"
                + " this command had given no sign of life; what it wrote since is not in the run");
  }

  private static void publish(Folder place, String content) {
    try (Publication publication = Publication.begin(place, LAST)) {
      publication.staging().write("a", content);
      publication.publish(content);
    }
  }

  @Test
  void linkToAnotherPlaceIsReplacedOrWrittenThrough() throws IOException {
    Folder run = Disk.LOCAL.run(disk, "1h").taken(Application.NONE);
    Path far = Files.createDirectories(disk.resolve("far"));
    Files.createSymbolicLink(disk.resolve("one/checkpoints"), far);
    Files.createSymbolicLink(disk.resolve("one/out"), far);

    run.folder("checkpoints").write("file", "1");
    publish(run.folder("out"), "1");

    run.letGo();
    assertThat(far.resolve("file")).hasContent("1");
    assertThat(disk.resolve("one/out")).isDirectory();
    assertThat(Files.isSymbolicLink(disk.resolve("one/out"))).isFalse();
  }

  @Test
  void whereTheStoreCannotTellTheRunIsWrittenAsItWas() {
    Configuration configuration = new Configuration();
    CopyingFiles.register(configuration);
    Folder run = Folder.of("copying:" + disk, configuration).folder("one");

    Folder owned = run.taken(Application.NONE);
    Optional<Folder> other = run.takenFirst(Application.NONE);

    owned.write("file", "1");
    other.orElseThrow().write("file", "2");
    owned.letGo();
    assertThat(run.text("file")).isEqualTo("2");
  }
}
