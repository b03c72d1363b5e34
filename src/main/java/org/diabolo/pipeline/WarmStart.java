package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.Secrets;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.network.NetworkFile;
import org.diabolo.network.Networks;
import org.diabolo.network.UserGraphs;
import org.diabolo.prepare.GivenFields;
import org.diabolo.store.Json;

/**
 * A model that another begins with.
 *
 * @param run that it is of
 * @param bundle the model
 */
record WarmStart(RunDirectory run, Bundle bundle) {
  static final String UNKNOWN = "unknown";

  /** What fields and networks follow from, and which rows the model has not been trained on. */
  private static final List<String> SAME =
      List.of("source", "target", "encoder", "decoder", "data.key", "data.split");

  /**
   * @return the model that a run begins with; nothing where it begins cold
   * @throws BadDataException when it is gone, damaged, or another than it was
   */
  static Optional<WarmStart> of(RunContext context) {
    Start start = context.start();
    if (start.champion() == null) {
      return Optional.empty();
    }
    return Optional.of(opened(context, start.champion(), start.model()));
  }

  /**
   * @param warm what {@link #of} gave, which mostly is the same model
   * @return the model that a run's codes are to stay near to; nothing where there is none
   * @throws BadDataException when it is gone, damaged, or another than it was
   */
  static Optional<WarmStart> anchor(RunContext context, Optional<WarmStart> warm) {
    Start start = context.start();
    Start.Anchor anchor = start.anchor();
    if (anchor == null) {
      return Optional.empty();
    }
    return warm.filter(it -> anchor.champion().equals(start.champion()))
        .filter(it -> anchor.model().equals(start.model()))
        .or(() -> Optional.of(opened(context, anchor.champion(), anchor.model())));
  }

  private static WarmStart opened(RunContext context, String id, Map<String, String> model) {
    RunDirectory run = new RunDirectory(context.run().folder().parent().folder(id));
    Bundle bundle;
    try {
      bundle = BundleStore.load(run.bundle());
    } catch (BadDataException e) {
      throw begunWith(context, "the model of " + run.id() + ": " + e.getMessage(), e);
    }
    Map<String, String> sums = BundleStore.sums(run.bundle());
    if (!sums.equals(model)) {
      String difference = Differences.of("SHA-256", Json.tree(model), Json.tree(sums));
      throw begunWith(
          context,
          "another model of " + run.id() + ": in " + run.bundle() + ", " + difference,
          null);
    }
    return new WarmStart(run, bundle);
  }

  private static BadDataException begunWith(RunContext context, String what, Exception cause) {
    return new BadDataException(
        "run "
            + context.run().id()
            + " began with "
            + what
            + "; put its files back, or begin another run (another --run-id)",
        cause);
  }

  private String owner() {
    return "the champion, " + run.id();
  }

  /**
   * @param graphs of the job
   * @throws InvalidJobException when the job's model is not of the same parts, one line each
   */
  void requireSame(JobSpec spec, UserGraphs graphs) {
    JsonNode provenance = bundle.card().provenance();
    JsonNode then = Secrets.redacted(provenance.path("job"));
    JsonNode now = Secrets.redacted(Json.tree(spec));
    List<String> lines = SAME.stream().flatMap(key -> difference(key, then, now).stream()).toList();
    if (lines.isEmpty()) {
      JsonNode before = provenance.path(Pipeline.CONFIGURATIONS);
      JsonNode after = Json.tree(graphs.checksums());
      lines =
          Differences.same(before, after)
              ? lines
              : List.of(Differences.of(Pipeline.CONFIGURATIONS, before, after));
    }
    if (!lines.isEmpty()) {
      throw new InvalidJobException(lines.stream().map(this::refusal).toList());
    }
  }

  /** Of another kind all is different. */
  private static Optional<String> difference(String key, JsonNode then, JsonNode now) {
    return Stream.of(key + ".kind", key + ".family.kind", key)
        .filter(path -> !Differences.same(at(then, path), at(now, path)))
        .findFirst()
        .map(path -> of(path, at(then, path), at(now, path)));
  }

  private static String of(String path, JsonNode then, JsonNode now) {
    return Differences.of(path.replace(".family", ""), then, now);
  }

  private static JsonNode at(JsonNode job, String key) {
    return job.at("/" + key.replace('.', '/'));
  }

  private String refusal(String difference) {
    return "retrain.start: found warm, allowed: cold, as the model of "
        + owner()
        + ", is another: "
        + difference;
  }

  /** By which rows are prepared. */
  GivenFields fields() {
    return new GivenFields(owner(), bundle.card().source(), bundle.card().target(), unknown());
  }

  /**
   * Shares of unknown tokens when its vocabularies were learned; older bundles do not have them.
   */
  Map<String, Double> unknown() {
    Map<String, Double> unknown = new TreeMap<>();
    JsonNode told = bundle.card().provenance().path(UNKNOWN);
    told.fields().forEachRemaining(each -> unknown.put(each.getKey(), each.getValue().asDouble()));
    return told.isObject() || !PreparedCorpus.isAt(run.prepared())
        ? unknown
        : GivenFields.unknown(PreparedCorpus.load(run.prepared()).card());
  }

  /**
   * @param networks of the job
   * @return the model's parameters as those of the joint network
   */
  float[] parameters(Networks networks) {
    List<ComputationGraph> parts =
        List.of(NetworkFile.read(bundle.encoder()), NetworkFile.read(bundle.decoder()));
    try {
      return networks.joined(parts);
    } catch (BadDataException e) {
      throw new BadDataException(run.bundle() + ": " + e.getMessage(), e);
    }
  }
}
