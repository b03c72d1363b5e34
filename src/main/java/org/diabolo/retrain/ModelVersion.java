package org.diabolo.retrain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.RunList;
import org.diabolo.pipeline.RunSummary;
import org.diabolo.pipeline.Stage;

/**
 * A trained model, as its run and the journal tell of it.
 *
 * @param version its run id
 * @param champion whether it is the champion
 * @param run what its run tells; null where that is gone
 * @param decisions about it, the newest first
 */
public record ModelVersion(
    String version, boolean champion, RunSummary run, List<Decision> decisions) {

  /**
   * @param registry of the job
   * @param workspace folder of all jobs
   * @param now by the clock of this machine
   * @return all that are trained, or were when they were decided on, the newest first
   */
  public static List<ModelVersion> all(
      Registry registry, String workspace, Configuration configuration, Instant now) {
    String job = registry.job().name();
    List<ModelVersion> versions = new ArrayList<>();
    Set<String> gone = new LinkedHashSet<>();
    registry.decisions().all().forEach(decision -> gone.add(decision.version()));
    for (RunSummary run : RunList.of(workspace, job, null, configuration, now)) {
      boolean named = gone.remove(run.runId());
      if (named || isTrained(registry, run.runId())) {
        versions.add(of(registry, run.runId(), run));
      }
    }
    gone.forEach(version -> versions.add(of(registry, version, null)));
    versions.sort(
        Comparator.comparing(ModelVersion::newest).thenComparing(ModelVersion::version).reversed());
    return versions;
  }

  private static boolean isTrained(Registry registry, String run) {
    RunDirectory directory = new RunDirectory(registry.job().folder(run));
    return directory.trained() && directory.isDone(Stage.TRAIN);
  }

  private static ModelVersion of(Registry registry, String version, RunSummary run) {
    List<Decision> about = new ArrayList<>();
    for (Decision decision : registry.decisions().all()) {
      if (decision.version().equals(version)) {
        about.add(0, decision);
      }
    }
    boolean champion = registry.champion().filter(one -> one.version().equals(version)).isPresent();
    return new ModelVersion(version, champion, run, List.copyOf(about));
  }

  @JsonIgnore
  private Instant newest() {
    try {
      return run == null ? Instant.parse(decisions.get(0).time()) : run.newest();
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
