package org.diabolo.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diabolo.network.reference.ErrorQuantiles;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.SummedJson;

/**
 * What is told of rows: {@code drift.json}.
 *
 * @param drift whether they look otherwise than those that the model was trained on; null where
 *     that cannot be told
 * @param toldBy what tells it, in the order in which it is to be trusted: {@code errors}, {@code
 *     codes}, {@code inputs}
 * @param reasons the same in words; where it cannot be told, why
 * @param modelVersion the model
 * @param reference rows that they were compared with; null where there are none
 * @param lookedAt rows that were; null where none were
 * @param measure what the errors are; null where none are told
 * @param checks how many comparisons were made, whether they are among those below or not
 * @param errors that one; none where errors are not told
 * @param codes those that alarm, then those that came nearest to it, together at most 20
 * @param inputs likewise
 * @param unknownTokens those that most rows have, with how many; none of numbers
 * @param unknownCharacters likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftReport(
    @JsonInclude Boolean drift,
    List<String> toldBy,
    List<String> reasons,
    String modelVersion,
    Then reference,
    Now lookedAt,
    ErrorQuantiles.Measure measure,
    int checks,
    List<Check> errors,
    List<Check> codes,
    List<Check> inputs,
    Map<String, Long> unknownTokens,
    Map<String, Long> unknownCharacters) {
  /** The report's file in a run's folder. */
  public static final String FILE = "drift.json";

  /**
   * Rows of the reference.
   *
   * @param split valid or test
   * @param rows that the figures are of
   * @param inputRows of the input that they were taken from
   * @param inputRejected of these
   */
  public record Then(String split, long rows, long inputRows, long inputRejected) {}

  /**
   * Rows that were looked at.
   *
   * @param rows of the input that were to be
   * @param drawn of them, good and bad; all, where they are not too many
   * @param rejected of those drawn, which could not be used
   * @param worstColumns in which they could not, with how many
   */
  public record Now(long rows, long drawn, long rejected, Map<String, Long> worstColumns) {}

  /** That it cannot be told. */
  static DriftReport untold(String version, String why) {
    return bare(null, version, why);
  }

  /** That there is nothing to look at. */
  static DriftReport nothing(String version) {
    return bare(false, version, "no rows of new keys have come since the model was made");
  }

  private static DriftReport bare(Boolean drift, String version, String why) {
    return new DriftReport(
        drift,
        List.of(),
        List.of(why),
        version,
        null,
        null,
        null,
        0,
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of());
  }

  /**
   * @return whether rows look otherwise; nothing where it cannot be told
   */
  public Optional<Boolean> told() {
    return Optional.ofNullable(drift);
  }

  /** For people, in a line. */
  @Override
  public String toString() {
    return line(Json.tree(this));
  }

  /**
   * @param told a report as JSON
   * @return it in a line, for people
   */
  public static String line(JsonNode told) {
    JsonNode drift = told.path("drift");
    List<String> reasons = new ArrayList<>();
    told.path("reasons").forEach(reason -> reasons.add(reason.asText()));
    String yes = drift.asBoolean() ? "drift: " : "no drift: ";
    return (drift.isBoolean() ? yes : "drift cannot be told: ") + String.join("; ", reasons);
  }

  /**
   * Writes the report whole.
   *
   * @param run the folder of a run
   */
  public void write(Folder run) {
    run.write(FILE, SummedJson.text(this));
  }
}
