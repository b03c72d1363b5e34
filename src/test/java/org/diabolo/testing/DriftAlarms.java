package org.diabolo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** What {@code drift.json} tells of. */
public final class DriftAlarms {
  private DriftAlarms() {}

  /**
   * @param checks one of its lists of comparisons
   * @return names of those that tell drift
   */
  public static List<String> names(JsonNode checks) {
    return StreamSupport.stream(checks.spliterator(), false)
        .filter(check -> check.path("drift").asBoolean())
        .map(check -> check.path("name").asText())
        .toList();
  }
}
