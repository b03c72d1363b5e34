package org.diabolo.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.testing.DyingFiles;
import org.diabolo.testing.JobState;
import org.diabolo.testing.JobState.Read;
import org.diabolo.testing.Tables;

/**
 * The second night of one small job in one JVM: there is a champion with codes, new rows have come,
 * and some have changed. While an undisturbed night is at work, its files are kept as they are
 * before steps of {@link DyingFiles}: that is what a process leaves that dies there.
 */
final class DyingRetrain implements AutoCloseable {
  static final String CHAMPION = "2026-11-01";
  static final String CANDIDATE = "2026-11-02";
  private static final String JOB = "plane";
  private static final int ROWS_OF_CHAMPION = 60;
  private static final int CHANGED = 4;
  private static final int ROWS = 75;

  /** How the night ends; what comes before its gate is the same. */
  enum Night {
    PROMOTED(0, CANDIDATE, List.of()),
    REFUSED(4, CHAMPION, List.of("--set", "retrain.gate.better_by=0.99"));

    private final int code;
    private final String champion;
    private final List<String> words;

    Night(int code, String champion, List<String> words) {
      this.code = code;
      this.champion = champion;
      this.words = words;
    }
  }

  /**
   * What a process has left.
   *
   * @param steps that it had done
   * @param next what it would have done next
   * @param workspace a folder, as it was left
   */
  record Death(int steps, String next, Path workspace) {}

  /** Which deaths are wanted. */
  @FunctionalInterface
  interface Wanted {
    /**
     * @param steps that were done
     * @param done the last of them
     * @param next the step before which a process would die
     */
    boolean test(int steps, String done, String next);
  }

  /** An undisturbed night, which all others are compared with. */
  private record Calm(Path workspace, Map<String, Object> facts, JobState state) {}

  private final DyingSpark dying = new DyingSpark();
  private final Path folder;
  private final Read before;
  private final Map<Night, Calm> calms = new EnumMap<>(Night.class);
  private Path judged;

  /** With two workers and a period. */
  DyingRetrain(Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(
        folder.resolve("job.yaml"),
        Tables.job(folder.resolve("day=${date}")).replace("epochs: 20", "epochs: 2")
            + """
            retrain:
              gate: {margin: 9, least_rows: 5, draws: 100, baseline: false}
            """);
    List<Row> rows = Tables.plane(ROWS);
    Tables.write(dying.session(), rows.subList(0, ROWS_OF_CHAMPION), day(CHAMPION));
    for (int i = 0; i < CHANGED; i++) {
      rows.set(i, changed(rows.get(i)));
    }
    Tables.write(dying.session(), rows, day(CANDIDATE));
    require(call(CHAMPION, folder.resolve("before"), List.of()), 0);
    before = state(folder.resolve("before")).read();
    requireKeys(before, CHAMPION, ROWS_OF_CHAMPION);
  }

  private static Row changed(Row row) {
    List<Double> numbers = row.<List<Double>>getAs(1).stream().map(number -> number + 1).toList();
    return RowFactory.create(row.getString(0), numbers, "changed");
  }

  private Path day(String date) {
    return folder.resolve("day=" + date);
  }

  private Outcome call(String date, Path workspace, List<String> more) {
    List<String> words = new ArrayList<>(List.of("retrain", folder.resolve("job.yaml").toString()));
    words.addAll(List.of("--workspace", "hdfs:" + workspace, "--date", date));
    words.addAll(more);
    return dying.call(words);
  }

  /**
   * An undisturbed night.
   *
   * @param night how it ends; the refused one comes after the other
   * @param wanted of the deaths
   * @return those
   */
  List<Death> deaths(Night night, Wanted wanted) throws IOException {
    Path workspace = folder.resolve(night.toString());
    copy(night == Night.PROMOTED ? folder.resolve("before") : judged, workspace);
    bury(workspace);
    List<Death> deaths = new ArrayList<>();
    String[] done = {""};
    DyingFiles.liveAnd(
        (steps, next) -> {
          boolean isJudged = judged == null && next.matches("rename .*/gate\\.json");
          boolean isWanted = wanted.test(steps, done[0], next);
          if (isJudged || isWanted) {
            Path left = folder.resolve(night + "-" + steps);
            copy(workspace, left);
            judged = isJudged ? left : judged;
            if (isWanted) {
              deaths.add(new Death(steps, next, left));
            }
          }
          done[0] = next;
        });
    Outcome outcome = call(CANDIDATE, workspace, night.words);
    DyingFiles.live();
    require(outcome, night.code);
    JobState after = state(workspace);
    requireKeys(after.read(), night.champion, ROWS);
    calms.put(night, new Calm(workspace, facts(outcome), after));
    return deaths;
  }

  /**
   * Makes the same call again after a death.
   *
   * @return what is wrong before or after it, in words
   */
  List<String> wrong(Night night, Death death) throws IOException {
    Calm calm = calms.get(night);
    List<String> wrong = new ArrayList<>();
    Read left = state(death.workspace()).read();
    if (!left.equals(before) && !left.equals(calm.state.read())) {
      wrong.add("a consumer reads " + left);
    }
    Path copy = folder.resolve("again");
    copy(death.workspace(), copy);
    bury(copy);
    Outcome outcome = call(CANDIDATE, copy, night.words);
    if (outcome.code() != night.code) {
      wrong.add("exit code " + outcome.code() + ": " + outcome.errors());
    } else {
      same(wrong, "last line", facts(outcome), calm.facts);
      JobState state = state(copy);
      same(wrong, "codes", state.read(), calm.state.read());
      same(wrong, "journal", state.journal(), calm.state.journal());
      same(wrong, "networks", state.networks(), calm.state.networks());
      same(wrong, "folders", folders(copy.resolve(JOB)), folders(calm.workspace.resolve(JOB)));
      same(wrong, "left over", left(copy.resolve(JOB)), List.of());
    }
    FileUtils.deleteDirectory(copy.toFile());
    return wrong;
  }

  private static void same(List<String> wrong, String what, Object found, Object expected) {
    if (!found.equals(expected)) {
      wrong.add(what + ": " + found + " instead of " + expected);
    }
  }

  private static void require(Outcome outcome, int code) {
    if (outcome.code() != code) {
      throw new AssertionError("exit code " + outcome.code() + ": " + outcome.errors());
    }
  }

  private JobState state(Path workspace) {
    return JobState.of(dying.session(), "hdfs:" + workspace, JOB, CANDIDATE);
  }

  private static void requireKeys(Read read, String version, int count) {
    List<String> keys = IntStream.range(0, count).mapToObj(Tables::id).toList();
    if (!read.version().equals(JOB + "/" + version)
        || !List.copyOf(read.rows().keySet()).equals(keys)) {
      throw new AssertionError(read.toString());
    }
  }

  /** What the last line says of the decision, whichever call has taken it. */
  private static Map<String, Object> facts(Outcome outcome) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (String key :
        List.of("date", "decision", "action", "reasons", "champion", "rows", "exit")) {
      facts.put(key, outcome.summary().get(key));
    }
    return facts;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** By their names, and of sets of codes how many there are. */
  private static Map<String, Object> folders(Path job) throws IOException {
    Map<String, Object> folders = new TreeMap<>();
    for (Path one : owned(job)) {
      List<String> names = files(one).stream().map(file -> file.getFileName().toString()).toList();
      Path sets = one.resolve("_sets");
      folders.put(
          job.relativize(one).toString(),
          Files.exists(sets) ? names + " of " + files(sets).size() : names);
    }
    return folders;
  }

  /** What processes take: runs, and codes of versions. */
  private static List<Path> owned(Path job) throws IOException {
    List<Path> owned = new ArrayList<>(List.of(job.resolve(CHAMPION)));
    for (String candidate : List.of(CANDIDATE, "_codes/" + CHAMPION, "_codes/" + CANDIDATE)) {
      if (Files.exists(job.resolve(candidate))) {
        owned.add(job.resolve(candidate));
      }
    }
    return owned;
  }

  private static List<Path> left(Path job) throws IOException {
    List<Path> left = new ArrayList<>();
    for (Path one : owned(job)) {
      left.addAll(DyingSpark.left(one).stream().map(job.relativize(one)::resolve).toList());
    }
    files(job.resolve("_registry/journal")).stream()
        .filter(file -> !file.getFileName().toString().matches("\\d{6}\\.json"))
        .forEach(file -> left.add(job.relativize(file)));
    return left;
  }

  private void bury(Path workspace) throws IOException {
    for (Path one : owned(workspace.resolve(JOB))) {
      dying.bury(one.resolve(".owner"));
    }
  }

  /** Of files that come and go meanwhile what is met. */
  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            try {
              Files.copy(file, to.resolve(from.relativize(file)));
            } catch (NoSuchFileException e) {
              // Another task has just removed it.
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() {
    dying.close();
  }
}
