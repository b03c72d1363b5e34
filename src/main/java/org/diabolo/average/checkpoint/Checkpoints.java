package org.diabolo.average.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.ChecksumException;
import org.diabolo.average.checkpoint.StoppingMemory.Best;
import org.diabolo.engine.ModelState;
import org.diabolo.job.BadDataException;
import org.diabolo.job.CheckpointSpec;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one training in a folder: {@code round-N.checkpoint} with all that goes on,
 * and a {@code best-N.checkpoint} for each of the best parameters that those speak of.
 */
public final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final String ROUND = "round-";
  private static final String BEST = "best-";
  private static final String END = ".checkpoint";

  /** Parameters, optimiser state, outer momentum. */
  private static final int ARRAYS = 3;

  private final Folder folder;
  private final CheckpointSpec spec;
  private final String training;
  private int lastRound;
  private long lastNanos = System.nanoTime();

  /** Best ones that are written, by the checkpoint that speaks of them. */
  private final Map<Integer, Set<Integer>> spokenOf = new HashMap<>();

  /**
   * Looks at nothing yet.
   *
   * @param folder null for training without checkpoints
   * @param spec how often they are written, and how many are kept
   * @param training what is trained, in words that are equal for equal trainings only
   */
  public Checkpoints(Folder folder, CheckpointSpec spec, String training) {
    this.folder = folder;
    this.spec = spec;
    this.training = training;
  }

  /**
   * What is found again.
   *
   * @param state that the next round begins with
   * @param best parameters by the rounds that the state remembers as the best
   */
  public record Restored(TrainingState state, Map<Integer, float[]> best) {}

  private record Header(
      String training,
      long iteration,
      TrainingState.Progress progress,
      GuardMemory guard,
      StoppingMemory stopping) {
    /** What lacks one of these, or says what no training does, is no header. */
    private Header {
      List.copyOf(guard.losses());
      List.copyOf(guard.movements());
      List.copyOf(stopping.best());
      boolean workers = progress.changes().stream().allMatch(change -> change.workers() >= 1);
      if (progress.changes().isEmpty() || !workers || progress.period() < 1) {
        throw new IllegalArgumentException("no workers, or no period");
      }
    }
  }

  private boolean enabled() {
    return folder != null && (spec.rounds() > 0 || spec.minutes() > 0);
  }

  /**
   * Whether a checkpoint is to be written now.
   *
   * @param round applied last
   * @return false without checkpoints, and where that round has one already
   */
  public boolean due(int round) {
    if (!enabled() || round == lastRound) {
      return false;
    }
    return spec.rounds() > 0 && round % spec.rounds() == 0
        || spec.minutes() > 0 && System.nanoTime() - lastNanos > spec.minutes() * 60e9;
  }

  /**
   * Writes the state, the best parameters where they are new, and removes what is no longer needed.
   *
   * @param state after the last round
   * @param best by their rounds, as the state's memory has them
   */
  public void write(TrainingState state, Map<Integer, float[]> best) {
    if (!enabled()) {
      return;
    }
    folder.create();
    Set<Integer> written = spokenOf.getOrDefault(lastRound, Set.of());
    for (Best one : state.stopping().best()) {
      if (!written.contains(one.round())) {
        float[] parameters = best.get(one.round());
        write(BEST, one.round(), new CheckpointFile(Json.line(one), List.of(parameters)));
      }
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
    spokenOf.put(lastRound, rounds(state.stopping()));
    prune(lastRound);
  }

  /**
   * Where the state can be found, as an end to a message.
   *
   * @return an empty text without checkpoints
   */
  public String describe() {
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
    List<Integer> kept = rounds.subList(0, Math.min(rounds.size(), spec.keep()));
    spokenOf.keySet().retainAll(kept);
    // Of those that an earlier process wrote it is not known which best ones they speak of.
    boolean known = spokenOf.keySet().containsAll(kept);
    rounds(BEST).stream()
        .filter(round -> known || round > written)
        .filter(round -> spokenOf.values().stream().noneMatch(spoken -> spoken.contains(round)))
        .forEach(round -> folder.delete(name(BEST, round)));
  }

  private static Set<Integer> rounds(StoppingMemory stopping) {
    return stopping.best().stream().map(Best::round).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The newest checkpoint that is whole, if there is one.
   *
   * @return the state and its best parameters; nothing where no checkpoint is there
   * @throws BadDataException when it is of another training
   */
  public Optional<Restored> newest() {
    if (folder == null) {
      return Optional.empty();
    }
    Integer withoutBest = null;
    for (int round : rounds(ROUND)) {
      try {
        CheckpointFile file = open(ROUND, round);
        Header header = header(file, round);
        withoutBest = withoutBest == null ? Integer.valueOf(round) : withoutBest;
        Map<Integer, float[]> best = best(header.stopping, file.arrays().get(0).length);
        lastRound = round;
        spokenOf.put(round, best.keySet());
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
      return restored(file, header(file, round), StoppingMemory.EMPTY, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its sum is right, so what cannot be read was written so, most likely by another version. */
  private Header header(CheckpointFile file, int round) throws CheckpointFile.DamagedException {
    String name = name(ROUND, round);
    if (file.arrays().size() != ARRAYS) {
      throw new CheckpointFile.DamagedException(name + " is damaged, it lacks an array");
    }
    try {
      requireTraining(Json.read(file.header(), JsonNode.class), name);
      return Json.read(file.header(), Header.class);
    } catch (UncheckedIOException e) {
      throw new CheckpointFile.DamagedException(name + " is damaged, its header cannot be read");
    }
  }

  private void requireTraining(JsonNode header, String name) {
    if (!header.path("training").asText().equals(training)) {
      throw new BadDataException(
          folder
              + "/"
              + name
              + " is of another training or another version of Diabolo; begin a new run, or remove the checkpoints");
    }
  }

  private static Restored restored(
      CheckpointFile file, Header header, StoppingMemory stopping, Map<Integer, float[]> best) {
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

  /**
   * @param length of a model's parameters
   */
  private Map<Integer, float[]> best(StoppingMemory stopping, int length) throws IOException {
    Map<Integer, float[]> best = new HashMap<>();
    for (int round : rounds(stopping)) {
      List<float[]> arrays = open(BEST, round).arrays();
      if (arrays.size() != 1 || arrays.get(0).length != length) {
        throw new CheckpointFile.DamagedException(
            name(BEST, round) + " is damaged, it has not the parameters of one model");
      }
      best.put(round, arrays.get(0));
    }
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
