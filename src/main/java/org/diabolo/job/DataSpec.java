package org.diabolo.job;

import static org.diabolo.job.OptionTypes.choice;
import static org.diabolo.job.OptionTypes.number;
import static org.diabolo.job.OptionTypes.text;
import static org.diabolo.job.OptionTypes.textMap;
import static org.diabolo.job.OptionTypes.texts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.diabolo.job.Mapping.Form;

/**
 * Where the rows are and how they are divided.
 *
 * @param input files to read
 * @param key the column that names a row; unique
 * @param split how rows fall into train, valid and test
 * @param maxRejects largest share of bad rows, 0 to 1, with which the job goes on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataSpec(InputSpec input, String key, SplitSpec split, double maxRejects) {
  /** File formats that Spark reads. */
  public enum Format {
    /** Apache Parquet, with the columns that its files have. */
    PARQUET,
    /** Apache ORC, with the columns that its files have. */
    ORC,
    /** One JSON object a line, unless the reader's options say otherwise; types are inferred. */
    JSON,
    /** Comma-separated values with a header; types are inferred. */
    CSV,
    /** Any files, one a row: columns path, modificationTime, length, content. */
    BINARYFILE
  }

  /**
   * Files, and which of their rows are read.
   *
   * @param format of the files
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
    /**
     * All rows of all files, as of {@code data.input}.
     *
     * @param format of the files
     * @param path file or folder on any Hadoop file system
     * @param options handed to Spark's reader as they are
     */
    public InputSpec(Format format, String path, Map<String, String> options) {
      this(format, path, options, null, null, Said.DATA);
    }

    /**
     * Where it is said which files are read.
     *
     * @param key of the mapping in the job file
     * @param path the key in it that names the path, or the option of the command line
     * @param dated whether its path has <code>${date}</code>, so that another date has other files
     */
    public record Said(String key, String path, boolean dated) {
      /** The input that a job is trained on, on all dates. */
      static final Said DATA = job("data.input", false);

      private static Said job(String key, boolean dated) {
        return new Said(key, key + ".path", dated);
      }
    }

    private static final Option<Format> FORMAT =
        Option.of(
            "format",
            choice(Format.class),
            Format.PARQUET,
            "The format of the files. `csv` has a header, and types are inferred; `binaryfile` is any"
                + " files, a row each, with the columns `path`, `modificationTime`, `length` and"
                + " `content`.");

    private static final Option<String> PATH =
        Option.of(
            "path", text(), "A file or folder on any Hadoop file system; it may have `${date}`.");

    private static final Option<Map<String, String>> OPTIONS =
        Option.of("options", textMap(), "Options of Spark's reader, as they are.")
            .byDefault("none");

    static final Mapping MAPPING = Mapping.of(FORMAT, PATH, OPTIONS);

    static InputSpec read(Section section, Condition condition) {
      InputSpec spec =
          new InputSpec(
              section.get(FORMAT),
              section.get(PATH),
              section.get(OPTIONS),
              condition,
              null,
              Said.job(section.path(), section.isDated(PATH.key())));
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
     * @return whether it is the one that the job is trained on
     */
    public boolean saidByData() {
      return said.path().equals(Said.DATA.path());
    }

    /**
     * @return what names the path, for messages: a key of the job file, or {@code --input}
     */
    public String pathKey() {
      return said.path();
    }

    /**
     * @return the key of the job file that has the reader's options, for messages
     */
    public String optionsKey() {
      return said.key() + ".options";
    }

    /**
     * @param path another file or folder, which {@code --input} names
     * @return the same format and options there, and all rows: the condition is about this input
     */
    public InputSpec at(String path) {
      return new InputSpec(
          format, path, options, null, null, new Said(said.key(), "--input", false));
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
     * @param meaning of the key in its section
     */
    static Option<String> option(String meaning) {
      return Option.of(WHERE, OptionTypes.text(), meaning);
    }

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

    private static final Option<String> COLUMN =
        Option.of("column", text(), "The column whose values say which rows are test.");

    private static final Option<List<String>> TEST_VALUES =
        Option.of(
            "test",
            texts(),
            List.of("test"),
            "With `column`: its values that are test; the rest is divided by hash.");

    private static final Option<Double> TEST =
        Option.of(
            "test", number(Range.BELOW_ONE), 0.10, "Without `column`: the share of test rows.");

    private static final Option<Double> VALID =
        Option.of("valid", number(Range.BELOW_ONE), 0.05, "The share of validation rows.");

    private static final Option<String> BY =
        Option.of(
                "by",
                text(),
                "The column whose text is hashed (CRC-32); of the column of a text field its"
                    + " normalised text, so that equal texts stand on one side.")
            .byDefault("the key");

    private static final Mapping MAPPING =
        Mapping.of(Form.of(TEST, VALID, BY), Form.of(COLUMN, TEST_VALUES, VALID, BY));

    private static SplitSpec read(Section section, String key) {
      boolean named = section.has(COLUMN);
      double valid = section.get(VALID);
      SplitSpec spec =
          new SplitSpec(
              named ? section.get(COLUMN) : null,
              named ? section.get(TEST_VALUES) : List.of(),
              named ? 0 : section.get(TEST),
              valid,
              section.get(BY, key));
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

  private static final Option<Section> INPUT =
      Option.of("input", InputSpec.MAPPING, "The files to read.");

  private static final Option<String> WHERE =
      Condition.option(
              "A condition in Spark's SQL on the rows of `data.input` (not of `--input`) that are"
                  + " read; it may have `${date}`.")
          .byDefault("all rows");

  private static final Option<String> KEY =
      Option.of("key", text(), "The column that names a row: unique, and never changed.");

  private static final Option<Section> SPLIT =
      Option.section(
          "split",
          SplitSpec.MAPPING,
          "How rows are divided into train, valid and test: by hash, or by the values of a column.");

  private static final Option<Double> MAX_REJECTS =
      Option.of(
          "max_rejects",
          number(Range.FRACTION),
          0.01,
          "The largest share of bad rows with which the job goes on.");

  static final Mapping MAPPING = Mapping.of(INPUT, WHERE, KEY, SPLIT, MAX_REJECTS);

  static DataSpec read(Section section) {
    InputSpec input = InputSpec.read(section.get(INPUT), Condition.read(section));
    String key = section.get(KEY);
    DataSpec spec =
        new DataSpec(input, key, SplitSpec.read(section.get(SPLIT), key), section.get(MAX_REJECTS));
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
