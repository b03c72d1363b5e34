package org.diabolo.codes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.encode.Made;
import org.diabolo.job.BadDataException;
import org.diabolo.store.Folder;
import org.diabolo.store.Publication;

/**
 * The codes of one model as they were when they were opened: all that the lists told then, whatever
 * is written later. Every key once, with its newest code; a row that left the input keeps its code.
 * A run's encodings are such codes too, of one set.
 */
public final class ModelCodes {
  private final Folder folder;
  private final List<CodeSet> sets;

  ModelCodes(Folder folder, List<CodeSet> sets) {
    this.folder = folder;
    this.sets = sets;
  }

  static ModelCodes of(Lists lists, List<Part> parts) {
    return new ModelCodes(
        lists.folder(),
        parts.stream().filter(Part::hasSet).map(part -> CodeSet.of(lists, part)).toList());
  }

  /**
   * @param folder {@code _codes/<version>} of a job, or a run's encodings
   * @return its codes as they are now
   * @throws BadDataException when there are none, or a list is missing or damaged
   */
  public static ModelCodes at(Folder folder) {
    return find(folder)
        .orElseThrow(
            () ->
                new BadDataException(
                    folder + ": holds no codes (make them with: diabolo encode --new)"));
  }

  /**
   * @param folder {@code _codes/<version>} of a job, or a run's encodings
   * @return its codes as they are now; nothing where there are none
   * @throws BadDataException when a list is missing or damaged
   */
  public static Optional<ModelCodes> find(Folder folder) {
    Lists lists = Lists.in(folder);
    List<Part> parts = lists.since(lists.series().highest());
    if (!parts.isEmpty()) {
      return Optional.of(of(lists, parts));
    }
    return Publication.isPublished(folder, Publication.SUCCESS)
        ? Made.at(folder).map(made -> new ModelCodes(folder, List.of(CodeSet.alone(folder, made))))
        : Optional.empty();
  }

  /**
   * What there is.
   *
   * @param rows keys, each of which has one code
   * @param increments sets of rows that came after the last whole set
   * @param path a folder that any reader of Parquet may read as it is; nothing where increments
   *     have rows
   * @param unresolved rows of increments, which only {@link #rows} puts in the place of older ones
   * @param rejected rows of the newest input that could not be used
   */
  public record Status(
      long rows, int increments, Optional<String> path, long unresolved, long rejected) {}

  /**
   * Counts, without reading rows.
   *
   * @return what there is, as the lists have it
   */
  public Status status() {
    List<CodeSet> later = withRows().subList(1, withRows().size());
    return new Status(
        sets.stream().mapToLong(CodeSet::added).sum(),
        later.size(),
        Optional.of(sets.get(0).folder().toString()).filter(path -> later.isEmpty()),
        later.stream().mapToLong(set -> set.made().rows()).sum(),
        newest().made().rejected());
  }

  /**
   * @return where they are, all sets of them
   */
  public Folder folder() {
    return folder;
  }

  /**
   * @return the Parquet files that hold the codes, and no others, from the oldest to the newest; of
   *     a key that is in several the last one counts
   */
  public List<String> files() {
    return withRows().stream()
        .flatMap(
            set ->
                set.made().files().bytes().keySet().stream().map(file -> set.folder() + "/" + file))
        .toList();
  }

  /**
   * @return by which their model is told from others, as of {@link Made#model}
   */
  public Map<String, String> model() {
    return newest().made().from().model();
  }

  /**
   * @return the code space that they are of: only codes of the same one can be compared
   */
  public String codeSpace() {
    return newest().made().from().codeSpace();
  }

  /**
   * @param spark to read with
   * @return the key, the columns copied from the input, {@code code}, {@code reconstruction_error}
   *     of autoencoders of numbers, {@code model_version}, {@code code_space} and, unless they are
   *     a run's encodings, {@code content_hash}; each key once
   * @throws BadDataException when a file is missing or has another length, with its name, or sets
   *     are of several code spaces
   */
  public Dataset<Row> rows(SparkSession spark) {
    requireFiles();
    requireOneSpace();
    return NewestRows.of(withRows().stream().map(set -> set.read(spark)).toList(), key());
  }

  private void requireOneSpace() {
    for (CodeSet set : sets) {
      String space = set.made().from().codeSpace();
      if (!space.equals(codeSpace())) {
        fail(
            "%s: holds codes of code space %s, and %s of %s: they cannot stand side by side"
                .formatted(set.folder(), space, newest().folder(), codeSpace()));
      }
    }
  }

  void requireFiles() {
    missing().ifPresent(this::fail);
  }

  /**
   * Makes {@link #rows} a temporary view of the session, over one of its name.
   *
   * @param spark whose session gets it
   * @param name of the view
   * @throws BadDataException when a file is missing or has another length, with its name
   */
  public void createView(SparkSession spark, String name) {
    rows(spark).createOrReplaceTempView(name);
  }

  /**
   * Reads all files and compares their CRC-32C.
   *
   * @param spark to read with
   * @throws BadDataException when a file is missing or damaged, with its name
   */
  public void verify(SparkSession spark) {
    flaw(set -> set.made().damage(spark, set.folder())).ifPresent(this::fail);
  }

  /**
   * Looks at the names and lengths of the files.
   *
   * @return what is wrong with them, in words
   */
  public Optional<String> missing() {
    return flaw(set -> set.made().missing(set.folder()));
  }

  /**
   * Reads all files and compares their CRC-32C, by this process alone.
   *
   * @return what is wrong with them, in words
   */
  public Optional<String> damage() {
    return flaw(set -> set.made().damage(set.folder()));
  }

  private Optional<String> flaw(Function<CodeSet, Optional<String>> look) {
    return sets.stream()
        .flatMap(set -> look.apply(set).map(what -> set.folder() + "/" + what).stream())
        .findFirst();
  }

  private void fail(String flaw) {
    throw new BadDataException(
        flaw + "; remove " + folder + " and have all rows encoded again: diabolo encode --new");
  }

  /** The one that says what the newest input was. */
  CodeSet newest() {
    return sets.get(sets.size() - 1);
  }

  /** The first also where it has none, as it has the columns. */
  private List<CodeSet> withRows() {
    return sets.stream().filter(set -> set == sets.get(0) || set.made().rows() > 0).toList();
  }

  String key() {
    return newest().made().from().job().at("/data/key").asText();
  }
}
