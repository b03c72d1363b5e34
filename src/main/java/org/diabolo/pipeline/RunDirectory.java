package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.NotOwnerException;
import org.diabolo.network.BundleStore;
import org.diabolo.store.Application;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.Publication;
import org.diabolo.store.Reason;
import org.diabolo.store.StoreFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one run, {@code <workspace>/<job name>/<run id>/}, and the names in it.
 *
 * @param folder of the run
 */
public record RunDirectory(Folder folder) {
  /** The last line of the last command on the run. */
  static final String RESULT = "result.json";

  /** The {@code action} in the last line of a retraining that had nothing to do. */
  public static final String NO_ACTION = "none";

  /** Whether a retraining has anything to do, which is told before the run has a manifest. */
  public static final String DUE = "due.json";

  /** By which users name it. */
  public static final String OPTION = "--run-id";

  private static final Logger LOG = LoggerFactory.getLogger(RunDirectory.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * Opens the run that the user names, or begins a new one named by the present time.
   *
   * @param workspace folder of all jobs
   * @param job name of the job
   * @param runId the user's, or null
   * @param configuration Hadoop's
   * @return the run's directory, which this process has not taken yet
   * @throws InvalidJobException when the workspace cannot be written, the id is not one, or there
   *     is something else in the run's place
   * @throws org.diabolo.job.UnavailableException when the workspace's store does not answer
   */
  public static RunDirectory begin(
      String workspace, String job, String runId, Configuration configuration) {
    Folder runs;
    try {
      runs = Folder.of(workspace, configuration).folder(job);
      runs.create();
    } catch (UncheckedIOException e) {
      throw StoreFailure.telling(
          "--workspace " + workspace + ": cannot be written: " + Reason.of(e),
          e,
          InvalidJobException::new);
    }
    RunDirectory run =
        new RunDirectory(runs.folder(runId == null ? freshId(runs) : valid(OPTION, runId)));
    if (!ManifestFile.isFree(run.folder)) {
      throw new InvalidJobException(
          run.folder
              + " is there, and is no run of Diabolo (it has no "
              + Manifest.FILE
              + " of ours); name another --run-id or --workspace");
    }
    return run;
  }

  /**
   * Opens the run that the user names, or else the newest that has what is needed.
   *
   * @param workspace folder of all jobs
   * @param job name of the job
   * @param runId the user's, or null
   * @param configuration Hadoop's
   * @param has what is needed
   * @param need the same in words, with the command that makes it
   * @return the run's directory
   * @throws InvalidJobException when there is no such run
   */
  public static RunDirectory find(
      String workspace,
      String job,
      String runId,
      Configuration configuration,
      Predicate<RunDirectory> has,
      String need) {
    Folder runs = Folder.of(workspace, configuration).folder(job);
    if (runId != null) {
      RunDirectory named = new RunDirectory(runs.folder(valid(OPTION, runId)));
      if (!has.test(named)) {
        throw new InvalidJobException(
            "--run-id " + runId + ": " + named.folder + " has no " + need);
      }
      return named;
    }
    List<RunDirectory> candidates = all(runs).filter(has).toList();
    if (candidates.isEmpty()) {
      throw new InvalidJobException("no run in " + runs + " has a " + need);
    }
    return candidates.stream()
        .max(Comparator.comparing(RunDirectory::lastStage).thenComparing(RunDirectory::id))
        .orElseThrow();
  }

  /** All folders that may be runs. */
  static Stream<RunDirectory> all(Folder runs) {
    return runs.folders().stream()
        .filter(folder -> JobSpec.namesFolder(folder.name()))
        .map(RunDirectory::new);
  }

  /** When the run last finished a stage: names need not be in order, users choose some of them. */
  private long lastStage() {
    return folder.has(Manifest.FILE) ? folder.modified(Manifest.FILE) : 0;
  }

  /**
   * @return an id by the present time and chance, for a run whose workspace is not seen from here
   */
  public static String freshId() {
    return STAMP.format(Instant.now())
        + String.format("-%08x", ThreadLocalRandom.current().nextInt());
  }

  private static String freshId(Folder runs) {
    if (!runs.renamesAtOnce()) {
      // There may be no lock that tells two apart which begin in one second.
      return freshId();
    }
    String stamp = STAMP.format(Instant.now());
    String id = stamp;
    for (int i = 2; runs.has(id); i++) {
      id = stamp + "-" + i;
    }
    return id;
  }

  /**
   * @param what the option or the word that the user gave it to
   * @param runId the user's
   * @return the same
   * @throws InvalidJobException when it cannot name a run
   */
  public static String valid(String what, String runId) {
    if (!JobSpec.namesFolder(runId)) {
      throw new InvalidJobException(what + " " + runId + ": allowed: " + JobSpec.FOLDER_NAMES);
    }
    return runId;
  }

  /**
   * Leaves the last line of a command where those find it who do not see its output, unless the
   * command only reads a run that another is at work on. That this cannot be is no reason for a
   * command to fail.
   *
   * @param line JSON
   */
  public void writeResult(String line) {
    try {
      if (!isAnothers()) {
        folder.write(RESULT, line);
      }
    } catch (NotOwnerException e) {
      LOG.debug("{}/{} is another process's now", folder, RESULT, e);
    } catch (UncheckedIOException e) {
      LOG.warn("{}/{} cannot be written: {}", folder, RESULT, Reason.of(e));
    }
  }

  /** Removes what an earlier command has left by {@link #writeResult}. */
  public void forgetResult() {
    try {
      if (!isAnothers()) {
        folder.delete(RESULT);
      }
    } catch (UncheckedIOException e) {
      LOG.warn("{}/{} cannot be removed: {}", folder, RESULT, Reason.of(e));
    }
  }

  /** Whether this command only reads the run, and another is at work on it. */
  private boolean isAnothers() {
    return folder.lease() == null
        && folder.owner().filter(owner -> owner.seemsAlive(Instant.now())).isPresent();
  }

  /**
   * Takes the run, so that no other process writes it until {@link #letGo}.
   *
   * @param application that this process is an attempt of
   * @return the run, to be read only now
   * @throws org.diabolo.job.NotOwnerException when another process has it, and lives
   * @throws InvalidJobException when this user may not write to it
   */
  public RunDirectory taken(Application application) {
    try {
      return new RunDirectory(folder.taken(application));
    } catch (UncheckedIOException e) {
      throw StoreFailure.ofWorkspace(folder, e);
    }
  }

  /**
   * Takes the run if nobody has ever had it.
   *
   * @param application that this process is an attempt of
   * @return the run; nothing when somebody has had it
   */
  public Optional<RunDirectory> takenFirst(Application application) {
    return folder.takenFirst(application).map(RunDirectory::new);
  }

  /** Lets go of a run that this process has taken, after which it writes nothing to it. */
  public void letGo() {
    folder.letGo();
  }

  /**
   * @param failure of any work on the run
   * @return the same; when another process has taken the run over, which may be why it failed, a
   *     {@link org.diabolo.job.NotOwnerException}
   */
  public RuntimeException explained(RuntimeException failure) {
    return folder.explained(failure);
  }

  /**
   * @return the run's id
   */
  public String id() {
    return folder.name();
  }

  /**
   * The prepared corpus.
   *
   * @return its folder, which need not exist
   */
  public Folder prepared() {
    return folder.folder("prepared");
  }

  /**
   * Rows that could not be used.
   *
   * @return their folder, which need not exist
   */
  public Folder rejects() {
    return folder.folder("rejects");
  }

  /**
   * What a training that was killed goes on from.
   *
   * @return their folder, which need not exist
   */
  public Folder checkpoints() {
    return folder.folder("checkpoints");
  }

  /**
   * The trained model.
   *
   * @return its folder, which need not exist
   */
  public Folder bundle() {
    return folder.folder("bundle");
  }

  /**
   * Codes of the job's input.
   *
   * @return their folder, which need not exist
   */
  public Folder encodings() {
    return folder.folder("encodings");
  }

  /**
   * Targets that the model gives for the job's input.
   *
   * @return their folder, which need not exist
   */
  public Folder predictions() {
    return folder.folder("predictions");
  }

  /**
   * Rows decoded from the encodings.
   *
   * @return their folder, which need not exist
   */
  public Folder decoded() {
    return folder.folder("decoded");
  }

  /**
   * @return whether a whole bundle is there
   */
  public boolean trained() {
    return BundleStore.isAt(bundle());
  }

  /**
   * @param stage of the run
   * @return whether the run tells that it was done, or, where it does not tell, what it makes is
   *     there
   */
  public boolean isDone(Stage stage) {
    StageRecord record = new StageRecord(told(stage), Json.beginning(""));
    boolean told = record.tree().has(StageRecord.STATE);
    if (told && (record.done() || stage.ordinal() > Stage.TRAIN.ordinal())) {
      return record.done();
    }
    // Of these two what is there was made since the stage has begun.
    return switch (stage) {
      case PREPARE -> PreparedCorpus.isAt(prepared());
      case TRAIN -> trained();
      case EVALUATE -> record.done();
      case ENCODE -> Publication.isPublished(encodings(), Publication.SUCCESS);
      case PREDICT -> Publication.isPublished(predictions(), Publication.SUCCESS);
    };
  }

  /**
   * @param stage of the run
   * @return whether the run tells that it, or what it was made from, is to be made again
   */
  public boolean isToBeMadeAgain(Stage stage) {
    StageRecord record = new StageRecord(told(stage), Json.beginning(""));
    return record.redo() || record.stale();
  }

  /**
   * @return what {@code metrics.json} holds
   * @throws BadDataException when it is not there or damaged
   */
  public JsonNode metrics() {
    try {
      if (folder.has(Figures.FILE)) {
        return Json.read(folder.text(Figures.FILE), ObjectNode.class);
      }
    } catch (UncheckedIOException e) {
      if (StoreFailure.isOfStore(e)) {
        throw e;
      }
      throw new BadDataException(
          folder + "/" + Figures.FILE + ": damaged; measure again with: diabolo evaluate", e);
    }
    throw new BadDataException(
        folder + "/" + Figures.FILE + ": is missing; make it with: diabolo evaluate");
  }

  private JsonNode told(Stage stage) {
    return folder.has(Manifest.FILE)
        ? Json.beginning(folder.text(Manifest.FILE)).path("stages").path(stage.label())
        : MissingNode.getInstance();
  }
}
