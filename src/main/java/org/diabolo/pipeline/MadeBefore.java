package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.diabolo.encode.Made;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;

/**
 * Rows that a model gave some time ago, beside what they would be made from now. What is whole and
 * the same stays, what is damaged is made again, what was made from something else is refused.
 *
 * @param place where the rows are
 * @param now what they would be made from
 * @param elsewhere the command that writes to another place
 */
record MadeBefore(Folder place, Made.From now, String elsewhere) {

  /**
   * @return why they are made again; nothing when they are whole and the same
   * @throws InvalidJobException when they were made with another job
   * @throws BadDataException when they were made from another input or by another model
   */
  Optional<String> flaw(SparkSession spark) {
    Optional<Made> made;
    try {
      made = Made.at(place);
    } catch (UncheckedIOException | BadDataException e) {
      return Optional.of(place + " does not say any more what it was made from");
    }
    if (made.isEmpty()) {
      return Optional.of(place + " was made by an older version and does not say what from");
    }
    requireSame(made.get().from());
    return made.get().damage(spark, place).map(damage -> place + "/" + damage);
  }

  private void requireSame(Made.From then) {
    JsonNode before = Json.tree(then);
    JsonNode after = Json.tree(now);
    if (!before.path("job").equals(after.path("job"))) {
      throw new InvalidJobException(
          complaint("with another job", before.path("job"), after.path("job")));
    }
    if (!before.equals(after)) {
      throw new BadDataException(complaint("from something else", before, after));
    }
  }

  private String complaint(String how, JsonNode before, JsonNode after) {
    return place
        + " was made "
        + how
        + ": "
        + Manifest.difference("", before, after)
        + "; write elsewhere with: "
        + elsewhere
        + ", begin a new run, or remove "
        + place.name()
        + " to have it made again here";
  }
}
