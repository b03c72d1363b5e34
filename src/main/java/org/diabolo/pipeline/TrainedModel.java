package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.Secrets;
import org.diabolo.model.TrialRun;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.store.Json;

/** Opens a run's bundle for a job, which must still describe the same model. */
public final class TrainedModel {
  private static final List<String> DEFINING = List.of("source", "target", "encoder", "decoder");

  /** An autoencoder's job has no target. */
  private static final List<String> ALWAYS = List.of("source", "encoder", "decoder");

  private TrainedModel() {}

  /**
   * @param run that has a bundle
   * @param spec the job as it is now
   * @return the bundle
   * @throws BadDataException when the bundle is damaged, naming its file
   * @throws InvalidJobException when fields, encoder or decoder are not those that were trained
   */
  public static Bundle open(RunDirectory run, JobSpec spec) {
    Bundle bundle = BundleStore.load(run.bundle());
    TrialRun.of(bundle, run.bundle().toString());
    // Both by today's rule: what is kept of a job has no secrets.
    JsonNode then = Secrets.redacted(bundle.card().provenance().path("job"));
    if (!ALWAYS.stream().allMatch(then::has)) {
      throw new BadDataException(
          run.bundle() + "/" + BundleStore.CARD + ": damaged: it does not tell the job any more");
    }
    JsonNode now = Secrets.redacted(Json.tree(spec));
    for (String key : DEFINING) {
      if (!then.path(key).equals(now.path(key))) {
        throw new InvalidJobException(
            run.folder()
                + " was trained with another job: "
                + Differences.of(key, then.path(key), now.path(key))
                + "; name another run with --run-id, or train this job");
      }
    }
    return bundle;
  }
}
