package org.diabolo.job;

import static org.diabolo.job.OptionTypes.texts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.diabolo.job.DataSpec.Condition;
import org.diabolo.job.DataSpec.InputSpec;

/**
 * Which rows are encoded, and what goes into the encodings besides key and code.
 *
 * @param columns of the input, copied as they are
 * @param condition that holds for the rows that are encoded; null where nothing is said of it
 * @param input whose rows are encoded; null for {@code data.input}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EncodeSpec(List<String> columns, @JsonIgnore Condition condition, InputSpec input) {
  /** Columns that encodings have of their own. */
  static final List<String> OURS =
      List.of("code", "reconstruction_error", "model_version", "code_space");

  /**
   * All that says nothing of rows.
   *
   * @param columns of the input, copied as they are
   */
  public EncodeSpec(List<String> columns) {
    this(columns, null, null);
  }

  private static final Option<List<String>> COLUMNS =
      Option.of("columns", texts(), List.of(), "Columns of the input that are copied.");

  private static final Option<String> WHERE =
      Condition.option(
              "A condition in Spark's SQL on the rows that are encoded; it may have `${date}`.")
          .byDefault(
              "the rows that are trained on; for `encode --new`, `retrain` and `rollback` all rows");

  private static final Option<Section> INPUT =
      Option.of("input", InputSpec.MAPPING, "Another input whose rows are encoded.")
          .byDefault("`data.input`");

  static final Mapping MAPPING = Mapping.of(COLUMNS, WHERE, INPUT);

  static EncodeSpec read(Section section) {
    Condition condition = Condition.read(section);
    EncodeSpec spec =
        new EncodeSpec(
            section.get(COLUMNS),
            condition,
            section.has(INPUT) ? InputSpec.read(section.get(INPUT), condition) : null);
    section.close();
    return spec;
  }

  /**
   * @return the condition on the rows that are encoded; null where nothing is said of it
   */
  @JsonProperty
  public String where() {
    return condition == null ? null : condition.text();
  }

  /**
   * @return whether it says itself which rows are encoded, so that they may be others than those
   *     that are trained on
   */
  public boolean namesRows() {
    return condition != null || input != null;
  }

  /**
   * @param data the job's input, with its condition
   * @return what a run encodes: what it says, else the rows that are trained on
   */
  InputSpec ofRun(InputSpec data) {
    return namesRows() ? ofVersion(data) : data;
  }

  /**
   * @param data the job's input, with its condition
   * @return what codes that are kept as rows come and go are of: what it says, else all rows
   */
  InputSpec ofVersion(InputSpec data) {
    return input == null ? data.where(condition) : input;
  }

  /**
   * @param rows that are encoded
   * @return what they depend on of what it says; the rest of them {@code data} says
   */
  public EncodeSpec of(InputSpec rows) {
    return new EncodeSpec(
        columns,
        Optional.ofNullable(rows.condition()).filter(Condition::saidByEncode).orElse(null),
        rows.saidByEncode() ? rows : null);
  }

  /**
   * @param other input in the place of its own
   */
  EncodeSpec reading(InputSpec other) {
    return new EncodeSpec(columns, condition, other);
  }
}
