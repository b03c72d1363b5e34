package org.diabolo.retrain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.VersionName;
import org.diabolo.network.BundleStore;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.RunList;
import org.diabolo.pipeline.RunSummary;
import org.diabolo.pipeline.Stage;

/**
 * A trained model, as its run and the journal tell of it.
 *
 * @param version its run id
 * @param champion whether it is the champion
 * @param codeSpace of its codes: those of versions that share it can be compared; null where its
 *     run is gone or damaged
 * @param flaw what is wrong with its bundle; null where nothing is known to be, or its run is gone
 * @param run what its run tells; null where that is gone
 * @param decisions about it, the newest first
 */
public record ModelVersion(
    String version,
    boolean champion,
    String codeSpace,
    String flaw,
    RunSummary run,
    List<Decision> decisions) {

  /**
   * @param registry of the job
   * @param workspace folder of all jobs
   * @param configuration Hadoop's
   * @param now by the clock of this machine
   * @return all that are trained, or were when they were decided on, the newest first
   */
  public static List<ModelVersion> all(
      Registry registry, String workspace, Configuration configuration, Instant now) {
    Map<String, List<Decision>> about = new LinkedHashMap<>();
    for (Decision decision : registry.decisions().all()) {
      about.computeIfAbsent(decision.version(), version -> new ArrayList<>()).add(0, decision);
    }
    String champion = registry.champion().map(Decision::version).orElse(null);
    List<ModelVersion> versions = new ArrayList<>();
    for (RunSummary run : RunList.of(workspace, registry.job().name(), null, configuration, now)) {
      String version = run.runId();
      List<Decision> decisions = about.remove(version);
      if (decisions != null || isTrained(registry, version)) {
        versions.add(
            new ModelVersion(
                version,
                version.equals(champion),
                codeSpace(registry, run),
                registry.run(version).trained() ? null : missing(registry, version),
                run,
                decisions == null ? List.of() : List.copyOf(decisions)));
      }
    }
    about.forEach(
        (version, decisions) ->
            versions.add(
                new ModelVersion(
                    version, version.equals(champion), null, null, null, List.copyOf(decisions))));
    versions.sort(
        Comparator.comparing(ModelVersion::newest).thenComparing(ModelVersion::version).reversed());
    return versions;
  }

  /**
   * @param registry of the job
   * @return the same, whose bundle was looked at: all of it is read, and its sums are compared
   */
  public ModelVersion examined(Registry registry) {
    String found =
        run == null || flaw != null
            ? flaw
            : BundleStore.damage(registry.run(version).bundle()).orElse(null);
    return new ModelVersion(version, champion, codeSpace, found, run, decisions);
  }

  private static String missing(Registry registry, String version) {
    return registry.run(version).bundle() + ": there is no whole bundle here";
  }

  /** Models that do not tell it have one of their own, called as they are. */
  private static String codeSpace(Registry registry, RunSummary run) {
    if (run.state() == RunSummary.State.DAMAGED) {
      return null;
    }
    return run.codeSpace() == null
        ? VersionName.of(registry.job().name(), run.runId())
        : run.codeSpace();
  }

  private static boolean isTrained(Registry registry, String run) {
    RunDirectory directory = registry.run(run);
    return directory.trained() && directory.isDone(Stage.TRAIN);
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
