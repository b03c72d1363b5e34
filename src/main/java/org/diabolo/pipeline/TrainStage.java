package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.store.Json;
import org.diabolo.store.Publication;

/** The prepared corpus to the bundle. */
record TrainStage(RunContext context) implements StageWork {
  /** In the manifest, of its model. */
  static final String CODE_SPACE = "code_space";

  private static final String CONFIGURATIONS = Pipeline.CONFIGURATIONS;

  @Override
  public Stage stage() {
    return Stage.TRAIN;
  }

  @Override
  public StageRecord record() {
    return record(context.run(), context.manifest());
  }

  /** As the manifest tells it, else the bundle. */
  static StageRecord record(RunDirectory run, Manifest manifest) {
    StageRecord record = manifest.record(Stage.TRAIN);
    boolean told = record.tree().isObject() && !record.from().isEmpty();
    if (told || !run.trained()) {
      return record;
    }
    // Nothing but the bundle is left of the training; it tells the job and the start too.
    try {
      JsonNode provenance = BundleStore.load(run.bundle()).card().provenance();
      JsonNode job = provenance.path("job");
      JsonNode start = provenance.path(Start.PART);
      ObjectNode from = Json.beginning("");
      JobParts.of(Stage.TRAIN, job).ifPresent(part -> from.set(StageRecord.JOB, part));
      from.set(Start.PART, start.isObject() ? start : Json.tree(Start.COLD));
      return new StageRecord(record.tree(), from);
    } catch (BadDataException e) {
      return record;
    }
  }

  @Override
  public JsonNode known() {
    ObjectNode known = Json.beginning("");
    known.set(StageRecord.JOB, JobParts.of(stage(), context.spec()));
    known.set(Start.PART, Json.tree(context.start()));
    return known;
  }

  @Override
  public JsonNode from() {
    ObjectNode from = (ObjectNode) known();
    from.put(PrepareStage.CORPUS, corpus());
    configurations().ifPresent(sums -> from.set(CONFIGURATIONS, sums));
    return from;
  }

  /** Of a trained model the files that the job names may be gone. */
  private Optional<JsonNode> configurations() {
    try {
      return Optional.of(Json.tree(context.userGraphs().checksums()));
    } catch (InvalidJobException | BadDataException e) {
      if (context.run().trained()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What was prepared, whether or not it is still there: a model outlives its corpus. */
  private String corpus() {
    return new PrepareStage(context, PrepareStage.Depth.FILES)
        .identity()
        .orElseGet(() -> PreparedCorpus.load(context.run().prepared()).identity());
  }

  @Override
  public boolean isThere() {
    return context.run().trained() || isBegun();
  }

  private boolean isBegun() {
    return !context.run().checkpoints().names().isEmpty() || Seeds.of(context.run()).exists();
  }

  @Override
  public Standing standing() {
    if (!context.run().trained()) {
      return isBegun() ? Standing.BEGUN : Standing.NOTHING;
    }
    Optional<String> damage = BundleStore.damage(context.run().bundle());
    if (damage.isPresent()) {
      return Standing.damaged(damage.get());
    }
    JsonNode made = record().outputs();
    return made.isMissingNode() || made.equals(outputs())
        ? Standing.WHOLE
        : Standing.other(
            "in " + context.run().bundle() + ", " + Differences.of("SHA-256", made, outputs()));
  }

  @Override
  public void requireMakeable() {
    Training.check(context);
  }

  @Override
  public void clear() {
    // The manifest still says that all of it is to go, should this be broken off.
    Publication.remove(context.run().bundle(), BundleStore.SUMS);
    context.run().checkpoints().delete();
    Seeds.of(context.run()).delete();
    context.run().folder().delete(RoundLog.FILE);
  }

  @Override
  public void make() {
    if (context.start().count() > 1) {
      new Seeds(context).run();
      return;
    }
    try (Training training = new Training(context)) {
      Bundle trained = training.train(context.spec(), context.run());
      BundleStore.save(training.finished(trained), context.run().bundle());
    }
  }

  @Override
  public Map<String, ?> facts() {
    Bundle.Card card = BundleStore.load(context.run().bundle()).card();
    JsonNode provenance = card.provenance();
    Map<String, JsonNode> facts = Json.mapping(provenance.path("training"));
    facts.put(CODE_SPACE, TextNode.valueOf(card.codeSpace()));
    if (provenance.has(ComparedSeeds.MEMBER)) {
      facts.put(ComparedSeeds.MEMBER, provenance.get(ComparedSeeds.MEMBER));
    }
    return facts;
  }

  @Override
  public JsonNode outputs() {
    return Json.tree(BundleStore.sums(context.run().bundle()));
  }
}
