package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.diabolo.average.Trained;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.job.JobSpec;
import org.diabolo.job.Secrets;
import org.diabolo.job.VersionName;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.diabolo.network.Networks;
import org.diabolo.store.Json;

/** A training's end as the bundle that is shipped, with where it came from. */
final class TrainedBundle {
  private TrainedBundle() {}

  /**
   * @param spec the job
   * @param run its id
   * @param networks that were trained
   * @param start what it began with
   * @param corpus that they were trained on
   * @param unknown shares of tokens that vocabularies did not know when they were learned
   * @param trained parameters
   * @param facts about the training
   */
  static Bundle of(
      JobSpec spec,
      String run,
      Networks networks,
      Start start,
      PreparedCorpus.Card corpus,
      Map<String, Double> unknown,
      Trained trained,
      Map<String, Object> facts) {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("job", job(spec));
    provenance.put(Pipeline.CONFIGURATIONS, networks.user().checksums());
    provenance.put(Start.PART, start);
    provenance.put("rows", corpus.rows());
    if (!unknown.isEmpty()) {
      provenance.put(WarmStart.UNKNOWN, unknown);
    }
    provenance.put("training", facts);
    provenance.put("versions", Versions.present());
    Bundle.Card card =
        new Bundle.Card(
            Bundle.FORMAT,
            VersionName.of(spec.name(), run),
            corpus.source(),
            corpus.target(),
            spec.encoder().code(),
            networks.feeds(),
            Json.tree(provenance));
    return new Bundle(
        card,
        part(networks, trained, networks.encoder()),
        part(networks, trained, networks.decoder()));
  }

  /** Bundles are given away: how the input was read, and with which keys, is nobody's business. */
  static JsonNode job(JobSpec spec) {
    JsonNode job = Secrets.redacted(Json.tree(spec));
    job.withObject("/data/input").remove("options");
    if (job.at("/encode/input") instanceof ObjectNode input) {
      input.remove("options");
    }
    return job;
  }

  private static byte[] part(
      Networks networks, Trained trained, ComputationGraphConfiguration part) {
    return NetworkFile.write(networks.part(trained.state().parameters(), part));
  }
}
