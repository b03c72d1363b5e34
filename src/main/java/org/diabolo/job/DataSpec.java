package org.diabolo.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private static final String WHERE = "where";

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
   * @param where a condition in Spark's SQL that holds for the rows that are read; null for all
   * @param files the only ones that are read, by their names as {@code rows.Input.Snapshot} has
   *     them; null, as in every job file, for all that are there
   */
  public record InputSpec(
      Format format,
      String path,
      Map<String, String> options,
      @JsonIgnore String where,
      @JsonIgnore Set<String> files) {
    /** All rows of all files. */
    public InputSpec(Format format, String path, Map<String, String> options) {
      this(format, path, options, null, null);
    }

    private static InputSpec read(Section section, String where) {
      InputSpec spec =
          new InputSpec(
              section.choice("format", Format.class, Format.PARQUET),
              section.text("path"),
              section.textMap("options"),
              where,
              null);
      section.close();
      return spec;
    }

    /**
     * @param path another file or folder
     * @return the same format and options there, and all rows: the condition is about this input
     */
    public InputSpec at(String path) {
      return new InputSpec(format, path, options);
    }

    /**
     * @param files names of those that were there at some time
     * @return the same input as it was then, whatever has come since
     */
    public InputSpec of(Set<String> files) {
      return new InputSpec(format, path, options, where, Set.copyOf(files));
    }

    /**
     * @return the same files, and all their rows
     */
    public InputSpec withAllRows() {
      return new InputSpec(format, path, options, null, files);
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
    InputSpec input = InputSpec.read(section.section("input"), where(section));
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

  /** What is kept of a run has no secrets in it, and must tell one condition from another. */
  private static String where(Section section) {
    String where = section.has(WHERE) ? section.text(WHERE) : null;
    if (!Objects.equals(where, Secrets.redacted(where))) {
      section.wrong(
          WHERE,
          where,
          "a condition without what looks like a secret (where it is none, write spaces around the"
              + " =)");
    }
    return where;
  }

  /**
   * @return the condition that holds for the rows that are read; null for all
   */
  @JsonProperty
  public String where() {
    return input.where();
  }
}
