package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.diabolo.encode.Made;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.Publication;

/**
 * Raw rows to what the bundle gives for them. The rows themselves tell, in {@code _made.json}, what
 * they were made from, so that no crash can part the two.
 */
abstract class RowsStage implements StageWork {
  private final RunContext context;
  private final Stage stage;
  private final Folder place;

  RowsStage(RunContext context, Stage stage, Folder place) {
    this.context = context;
    this.stage = stage;
    this.place = place;
  }

  /** What they would be made from now. */
  abstract Made.From madeFrom();

  /** The rows that are read. */
  abstract InputSpec input();

  /** Those parts of the job of which they would be made. */
  abstract JsonNode job();

  RunContext context() {
    return context;
  }

  Folder place() {
    return place;
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public StageRecord record() {
    JsonNode tree = context.manifest().record(stage).tree();
    JsonNode from = made().map(made -> Json.tree(made.from())).orElse(Json.beginning(""));
    return new StageRecord(
        tree, from, () -> InputListing.read(context.run().folder(), from.path(Manifest.INPUT)));
  }

  private Optional<Made> made() {
    try {
      return Made.at(place);
    } catch (UncheckedIOException | BadDataException e) {
      return Optional.empty();
    }
  }

  @Override
  public JsonNode known() {
    ObjectNode known = Json.beginning("");
    known.set(StageRecord.JOB, job());
    return known;
  }

  @Override
  public JsonNode from() {
    return Json.tree(madeFrom());
  }

  @Override
  public boolean isThere() {
    return Publication.isPublished(place, Publication.SUCCESS);
  }

  @Override
  public Standing standing() {
    if (!isThere()) {
      return Standing.NOTHING;
    }
    Optional<Made> made = made();
    if (made.isEmpty()) {
      return Standing.damaged(
          place
              + (place.has(Made.FILE)
                  ? " does not say any more what it was made from"
                  : " was made by an older version and does not say what from"));
    }
    return made.get()
        .damage(context.spark(), place)
        .map(damage -> Standing.damaged(place + "/" + damage))
        .orElse(Standing.WHOLE);
  }

  @Override
  public void clear() {
    Publication.remove(place, Publication.SUCCESS);
  }

  @Override
  public Map<String, ?> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    made()
        .ifPresent(
            made -> {
              facts.put("rows", made.rows());
              facts.put("rejected", made.rejected());
            });
    if (input().where() != null) {
      facts.put("where", input().where());
    }
    return facts;
  }

  @Override
  public JsonNode outputs() {
    return made().map(made -> Json.tree(made.crc32c())).orElse(Json.beginning(""));
  }
}
