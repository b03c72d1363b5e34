package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.job.BadDataException;
import org.diabolo.prepare.Preparation;
import org.diabolo.rows.Input;
import org.diabolo.store.Json;
import org.diabolo.store.Publication;

/**
 * Raw rows to the prepared corpus.
 *
 * @param depth to which a corpus that is there is looked at
 */
record PrepareStage(RunContext context, Depth depth) implements StageWork {
  static final String CORPUS = "corpus";

  /** How closely. */
  enum Depth {
    /** Names and lengths of files; whoever reads the rows looks at those. */
    FILES,
    /** All rows are read. */
    ROWS
  }

  @Override
  public Stage stage() {
    return Stage.PREPARE;
  }

  @Override
  public StageRecord record() {
    return context.manifest().record(stage());
  }

  @Override
  public JsonNode known() {
    return from();
  }

  @Override
  public JsonNode from() {
    ObjectNode from = job();
    from.set(Start.PART, Json.tree(context.start().ofRows()));
    from.set(
        Manifest.INPUT, Json.tree(Input.snapshot(context.spark(), context.spec().data().input())));
    return from;
  }

  private ObjectNode job() {
    ObjectNode from = Json.beginning("");
    from.set(StageRecord.JOB, JobParts.of(stage(), context.spec()));
    return from;
  }

  /**
   * For a stage that reads the corpus and not the rows.
   *
   * @throws org.diabolo.job.InvalidJobException when the corpus is another job's
   */
  void requireSameJob() {
    new StageRule(context, stage(), record()).requireSame(isThere(), job());
  }

  /**
   * For a stage that reads the rows and not the corpus.
   *
   * @param other what that stage would be made from now
   * @throws org.diabolo.job.InvalidJobException when the job has another condition on the rows
   * @throws org.diabolo.job.BadDataException when the input has changed
   */
  void requireSameInput(JsonNode other) {
    StageRecord record = record();
    StageRecord seen = new StageRecord(record.tree(), condition(record.from()), record.listing());
    new StageRule(context, stage(), seen).requireSame(true, condition(other));
  }

  /** Of another condition is told before the files that it leaves out. */
  private static JsonNode condition(JsonNode from) {
    ObjectNode some = Json.beginning("");
    for (String part : List.of(StageRecord.JOB, Manifest.INPUT)) {
      if (from.has(part)) {
        some.set(
            part, part.equals(Manifest.INPUT) ? from.get(part) : JobParts.where(from.get(part)));
      }
    }
    return some;
  }

  /** What was prepared, whether or not it is still there; nothing where nothing tells. */
  Optional<String> identity() {
    JsonNode made = record().outputs().path(CORPUS);
    if (!made.isMissingNode()) {
      return Optional.of(made.asText());
    }
    return isThere()
        ? Optional.of(PreparedCorpus.load(context.run().prepared()).identity())
        : Optional.empty();
  }

  @Override
  public boolean isThere() {
    return PreparedCorpus.isAt(context.run().prepared());
  }

  @Override
  public Standing standing() {
    if (!isThere()) {
      return Standing.NOTHING;
    }
    try {
      PreparedCorpus corpus = PreparedCorpus.load(context.run().prepared());
      JsonNode made = record().outputs().path(CORPUS);
      if (!made.isMissingNode() && !made.asText().equals(corpus.identity())) {
        return Standing.other(context.run().prepared() + " holds another corpus than was prepared");
      }
      if (depth == Depth.ROWS) {
        corpus.read(context.spark()).all();
      } else {
        corpus.read(context.spark());
      }
      return Standing.WHOLE;
    } catch (BadDataException e) {
      return Standing.damaged(e.getMessage());
    }
  }

  @Override
  public void requireMakeable() {
    new TrainingCheck(context.spark(), context.spec()).beforeRows(context.userGraphs());
  }

  @Override
  public void clear() {
    Publication.remove(context.run().prepared(), Publication.SUCCESS);
  }

  @Override
  public void make() {
    context.listener().stageBegins("preparing " + context.rows());
    PreparedCorpus corpus =
        new Preparation(
                context.spark(), context.spec(), WarmStart.of(context).map(WarmStart::fields))
            .run(context.run().prepared(), context.run().rejects());
    context
        .listener()
        .stageEnded(
            "prepared "
                + corpus.card().rows()
                + " rows, "
                + corpus.card().rejects().rejected()
                + " rejected");
  }

  @Override
  public Map<String, ?> facts() {
    PreparedCorpus.Card card = PreparedCorpus.load(context.run().prepared()).card();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rows", card.rows());
    facts.put("rejects", card.rejects());
    if (context.spec().data().where() != null) {
      facts.put("where", context.spec().data().where());
    }
    return facts;
  }

  @Override
  public JsonNode outputs() {
    return Json.tree(Map.of(CORPUS, PreparedCorpus.load(context.run().prepared()).identity()));
  }
}
