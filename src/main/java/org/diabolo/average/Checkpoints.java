package org.diabolo.average;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumException;
import org.diabolo.engine.ModelState;
import org.diabolo.job.BadDataException;
import org.diabolo.job.CheckpointSpec;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one training in a folder: {@code round-N.checkpoint} with all that goes on,
 * and {@code best-N.checkpoint} with the best parameters that those speak of.
 */
final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final String ROUND = "round-";
  private static final String BEST = "best-";
  private static final String END = ".checkpoint";

  private final Folder folder;
  private final CheckpointSpec spec;
  private final String training;
  private int lastRound;
  private long lastNanos = System.nanoTime();
  private int writtenBest;

  /**
   * @param folder null for training without checkpoints
   * @param training what is trained, in words that are equal for equal trainings only
   */
  Checkpoints(Folder folder, CheckpointSpec spec, String training) {
    this.folder = folder;
    this.spec = spec;
    this.training = training;
  }

  /** What is found again. */
  record Restored(TrainingState state, float[] best) {}

  private record Header(
      String training,
      long iteration,
      TrainingState.Progress progress,
      RoundGuard.Memory guard,
      EarlyStopping.Memory stopping) {}

  private boolean enabled() {
    return folder != null && (spec.rounds() > 0 || spec.minutes() > 0);
  }

  boolean due(int round) {
    if (!enabled() || round == lastRound) {
      return false;
    }
    return spec.rounds() > 0 && round % spec.rounds() == 0
        || spec.minutes() > 0 && System.nanoTime() - lastNanos > spec.minutes() * 60e9;
  }

  /**
   * Writes the state, the best parameters where they are new, and removes what is no longer needed.
   *
   * @param best null when there are none yet
   */
  void write(TrainingState state, float[] best) {
    if (!enabled()) {
      return;
    }
    folder.create();
    int bestRound = state.stopping().bestRound();
    if (best != null && bestRound != writtenBest) {
      write(BEST, bestRound, new CheckpointFile(Json.line(state.stopping()), List.of(best)));
      writtenBest = bestRound;
    }
    Header header =
        new Header(
            training, state.model().iteration(), state.progress(), state.guard(), state.stopping());
    write(
        ROUND,
        state.progress().rounds(),
        new CheckpointFile(
            Json.line(header),
            List.of(state.model().parameters(), state.model().updater(), state.momentum())));
    lastRound = state.progress().rounds();
    lastNanos = System.nanoTime();
    prune(lastRound);
  }

  /** Where the state can be found, as an end to a message. */
  String describe() {
    return enabled() ? "; parameters from before are in " + folder : "";
  }

  private void write(String kind, int round, CheckpointFile file) {
    folder.write(name(kind, round), file::write);
  }

  private void prune(int written) {
    // Those ahead are damaged: training went back behind them.
    List<Integer> ahead = rounds(ROUND).stream().filter(round -> round > written).toList();
    ahead.forEach(round -> folder.delete(name(ROUND, round)));
    List<Integer> rounds = rounds(ROUND);
    List<Integer> old = rounds.subList(Math.min(rounds.size(), spec.keep()), rounds.size());
    old.forEach(round -> folder.delete(name(ROUND, round)));
    int oldestKept = rounds.get(Math.min(rounds.size(), spec.keep()) - 1);
    // A best one that is older than the oldest checkpoint but its newest is not spoken of any more.
    List<Integer> bests = rounds(BEST);
    bests.stream()
        .filter(round -> round > writtenBest)
        .forEach(round -> folder.delete(name(BEST, round)));
    bests.stream()
        .filter(round -> round <= oldestKept)
        .skip(1)
        .forEach(round -> folder.delete(name(BEST, round)));
  }

  /**
   * The newest checkpoint that is whole, if there is one.
   *
   * @throws BadDataException when it is of another training
   */
  Optional<Restored> newest() {
    if (folder == null) {
      return Optional.empty();
    }
    Integer withoutBest = null;
    for (int round : rounds(ROUND)) {
      try {
        CheckpointFile file = open(ROUND, round);
        Header header = header(file, round);
        withoutBest = withoutBest == null ? Integer.valueOf(round) : withoutBest;
        float[] best = best(header.stopping.bestRound());
        lastRound = round;
        return Optional.of(restored(file, header, header.stopping, best));
      } catch (CheckpointFile.DamagedException e) {
        LOG.warn("{}/{}: going back to the one before it", folder, e.getMessage());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return withoutBest == null ? Optional.empty() : Optional.of(bestLost(withoutBest));
  }

  /** Better than beginning anew: the search for the best begins anew. */
  private Restored bestLost(int round) {
    LOG.warn("{}/{} goes on without the best parameters so far", folder, name(ROUND, round));
    lastRound = round;
    try {
      CheckpointFile file = open(ROUND, round);
      return restored(file, header(file, round), EarlyStopping.Memory.EMPTY, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Header header(CheckpointFile file, int round) {
    Header header = Json.read(file.header(), Header.class);
    if (!header.training.equals(training)) {
      throw new BadDataException(
          folder
              + "/"
              + name(ROUND, round)
              + " is of another training; begin a new run, or remove the checkpoints");
    }
    return header;
  }

  private static Restored restored(
      CheckpointFile file, Header header, EarlyStopping.Memory stopping, float[] best) {
    List<float[]> arrays = file.arrays();
    return new Restored(
        new TrainingState(
            new ModelState(arrays.get(0), arrays.get(1), header.iteration),
            arrays.get(2),
            header.progress,
            header.guard,
            stopping),
        best);
  }

  private float[] best(int round) throws IOException {
    if (round == 0) {
      return null;
    }
    float[] best = open(BEST, round).arrays().get(0);
    writtenBest = round;
    return best;
  }

  private CheckpointFile open(String kind, int round) throws IOException {
    String name = name(kind, round);
    try {
      return folder.read(name, CheckpointFile::read);
    } catch (CheckpointFile.DamagedException | ChecksumException | FileNotFoundException e) {
      throw new CheckpointFile.DamagedException(name + " is damaged, " + e.getMessage());
    }
  }

  /** Newest first. */
  private List<Integer> rounds(String kind) {
    return folder.fileNames().stream()
        .filter(name -> name.matches(kind + "\\d+\\" + END))
        .map(name -> Integer.valueOf(name.substring(kind.length(), name.length() - END.length())))
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private static String name(String kind, int round) {
    return String.format(Locale.ROOT, "%s%08d%s", kind, round, END);
  }
}
