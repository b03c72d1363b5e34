package org.diabolo.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the rows are and how they are divided.
 *
 * @param input files to read
 * @param key the column that names a row; unique
 * @param split how rows fall into train, valid and test
 * @param maxRejects largest share of bad rows, 0 to 1, with which the job goes on; default 0.01
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataSpec(InputSpec input, String key, SplitSpec split, double maxRejects) {
  /** File formats that Spark reads. */
  public enum Format {
    PARQUET,
    ORC,
    JSON,
    CSV,
    /** Any files, one a row: columns path, modificationTime, length, content. */
    BINARYFILE
  }

  /**
   * Files, and which of their rows are read.
   *
   * @param format of the files; default parquet
   * @param path file or folder on any Hadoop file system
   * @param options handed to Spark's reader as they are
   * @param condition that holds for the rows that are read; null for all
   * @param files the only ones that are read, by their names as {@code rows.Input.Snapshot} has
   *     them; null, as in every job file, for all that are there
   * @param said where the job file says it
   */
  public record InputSpec(
      Format format,
      String path,
      Map<String, String> options,
      @JsonIgnore Condition condition,
      @JsonIgnore Set<String> files,
      @JsonIgnore Said said) {
    /** All rows of all files, as of {@code data.input}. */
    public InputSpec(Format format, String path, Map<String, String> options) {
      this(format, path, options, null, null, Said.DATA);
    }

    /**
     * Where a job file says which files are read.
     *
     * @param key of the mapping
     * @param dated whether its path has <code>${date}</code>, so that another date has other files
     */
    public record Said(String key, boolean dated) {
      /** The input that a job is trained on, on all dates. */
      static final Said DATA = new Said("data.input", false);
    }

    static InputSpec read(Section section, Condition condition) {
      InputSpec spec =
          new InputSpec(
              section.choice("format", Format.class, Format.PARQUET),
              section.text("path"),
              section.textMap("options"),
              condition,
              null,
              new Said(section.path(), section.isDated("path")));
      section.close();
      return spec;
    }

    /**
     * @return a condition in Spark's SQL; null where all rows are read
     */
    public String where() {
      return condition == null ? null : condition.text();
    }

    /**
     * @return whether it is {@code encode.input} and none that the job is trained on
     */
    public boolean saidByEncode() {
      return said.key().equals("encode.input");
    }

    /**
     * @return the key of the job file that names the path, for messages
     */
    public String pathKey() {
      return said.key() + ".path";
    }

    /**
     * @return the key of the job file that has the reader's options, for messages
     */
    public String optionsKey() {
      return said.key() + ".options";
    }

    /**
     * @param path another file or folder
     * @return the same format and options there, and all rows: the condition is about this input
     */
    public InputSpec at(String path) {
      return new InputSpec(format, path, options, null, null, said);
    }

    /**
     * @param files names of those that were there at some time
     * @return the same input as it was then, whatever has come since
     */
    public InputSpec of(Set<String> files) {
      return new InputSpec(format, path, options, condition, Set.copyOf(files), said);
    }

    /**
     * @return the same files, and all their rows
     */
    public InputSpec withAllRows() {
      return where(null);
    }

    /**
     * @param other condition; null for all rows
     * @return the same files
     */
    InputSpec where(Condition other) {
      return new InputSpec(format, path, options, other, files, said);
    }
  }

  /**
   * What holds for the rows that are read.
   *
   * @param key of the job file that says it
   * @param text in Spark's SQL, as behind WHERE
   */
  public record Condition(String key, String text) {
    private static final String WHERE = "where";

    /**
     * @return whether it is {@code encode.where}
     */
    public boolean saidByEncode() {
      return key.equals("encode.where");
    }

    /** What is kept of a run has no secrets in it, and must tell one condition from another. */
    static Condition read(Section section) {
      if (!section.has(WHERE)) {
        return null;
      }
      String where = section.text(WHERE);
      if (!where.equals(Secrets.redacted(where))) {
        section.wrong(
            WHERE,
            where,
            "a condition without what looks like a secret (where it is none, write spaces around"
                + " the =)");
      }
      return new Condition(section.path(WHERE), where);
    }
  }

  /**
   * A row's side depends on the CRC-32 of a column's text alone, so it never changes sides.
   *
   * @param column whose values say which rows are test; null to divide by hash only
   * @param testValues of {@code column} that are test
   * @param test share of test rows, 0 to below 1, when there is no {@code column}
   * @param valid share of validation rows, 0 to below 1
   * @param by the column that is hashed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SplitSpec(
      String column, List<String> testValues, double test, double valid, String by) {

    private static SplitSpec read(Section section, String key) {
      boolean named = section.has("column");
      double valid = section.number("valid", Range.BELOW_ONE, 0.05);
      SplitSpec spec =
          new SplitSpec(
              named ? section.text("column") : null,
              named ? section.texts("test", List.of("test")) : List.of(),
              named ? 0 : section.number("test", Range.BELOW_ONE, 0.10),
              valid,
              section.text("by", key));
      if (spec.test + spec.valid >= 1) {
        section.complain(
            "test "
                + spec.test
                + " and valid "
                + spec.valid
                + " leave nothing to train on, allowed: together below 1");
      }
      section.close();
      return spec;
    }
  }

  static DataSpec read(Section section) {
    InputSpec input = InputSpec.read(section.section("input"), Condition.read(section));
    String key = section.text("key");
    DataSpec spec =
        new DataSpec(
            input,
            key,
            SplitSpec.read(section.section("split"), key),
            section.number("max_rejects", Range.FRACTION, 0.01));
    section.close();
    return spec;
  }

  /**
   * @return the condition that holds for the rows that are read; null for all
   */
  @JsonProperty
  public String where() {
    return input.where();
  }
}
