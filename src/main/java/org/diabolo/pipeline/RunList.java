package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.job.BadDataException;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.Owner;
import org.diabolo.store.Reason;
import org.diabolo.store.StoreFailure;
import org.diabolo.store.SummedJson;

/** The runs of a job, as they tell of themselves; nothing is opened, changed or waited for. */
public final class RunList {
  private RunList() {}

  /**
   * @param workspace folder of all jobs
   * @param job name of the job
   * @param id of the one run that is asked for; null for all
   * @param configuration Hadoop's
   * @param now by the clock of this machine
   * @return all of them, the newest first; one that cannot be read is among them and says so
   * @throws UncheckedIOException when the workspace cannot be read, or its store does not answer
   */
  public static List<RunSummary> of(
      String workspace, String job, String id, Configuration configuration, Instant now) {
    Folder runs = Folder.of(workspace, configuration).folder(job);
    List<RunSummary> list = new ArrayList<>();
    RunDirectory.all(runs)
        .filter(run -> id == null || run.id().equals(id))
        .forEach(run -> summary(run, now).ifPresent(list::add));
    list.sort(Comparator.comparing(RunSummary::newest).thenComparing(RunSummary::runId).reversed());
    return list;
  }

  /** Nothing for a folder that is no run, or went while it was looked at. */
  private static Optional<RunSummary> summary(RunDirectory run, Instant now) {
    Folder folder = run.folder();
    try {
      Instant changed = Instant.ofEpochMilli(folder.parent().modified(run.id()));
      try {
        Optional<Owner> owner = folder.owner();
        if (!isRun(run, owner)) {
          return Optional.empty();
        }
        RunResult result = RunResult.of(folder);
        return Optional.of(
            new RunTelling(run, manifest(folder), owner, result, now, changed).all());
      } catch (BadDataException e) {
        return Optional.of(RunTelling.damaged(run, e.getMessage(), changed));
      } catch (UncheckedIOException e) {
        if (StoreFailure.isPassing(e)) {
          throw e;
        }
        return !folder.exists()
            ? Optional.empty()
            : Optional.of(RunTelling.damaged(run, "cannot be read: " + Reason.of(e), changed));
      }
    } catch (UncheckedIOException e) {
      if (StoreFailure.of(e) == StoreFailure.MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isRun(RunDirectory run, Optional<Owner> owner) {
    return owner.isPresent()
        || run.folder().has(Manifest.FILE)
        || run.folder().has(RunDirectory.RESULT)
        || PreparedCorpus.isAt(run.prepared());
  }

  /**
   * @return nothing in it where there is none
   * @throws BadDataException when it is not what a run has written
   */
  private static ObjectNode manifest(Folder folder) {
    if (!folder.has(Manifest.FILE)) {
      return Json.beginning("");
    }
    String text = folder.text(Manifest.FILE);
    ObjectNode tree;
    try {
      tree = SummedJson.read(text, ObjectNode.class);
    } catch (UncheckedIOException e) {
      throw new BadDataException(Manifest.FILE + " is damaged: " + Json.flaw(e), e);
    }
    if (!tree.has("run_id")) {
      throw new BadDataException(Manifest.FILE + " is not one of Diabolo's: it has no run_id");
    }
    return tree;
  }
}
