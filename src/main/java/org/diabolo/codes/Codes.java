package org.diabolo.codes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.BadDataException;
import org.diabolo.store.Folder;
import org.diabolo.store.OwnParquet;

/**
 * The codes of one model as they were when they were opened: all that the lists told then, whatever
 * is written later. Every key once, with its newest code; a row that left the input keeps its code.
 */
public final class Codes {
  private final Lists lists;
  private final List<Part> parts;

  Codes(Lists lists, List<Part> parts) {
    this.lists = lists;
    this.parts = parts;
  }

  /**
   * @param folder {@code _codes/<version>} of a job
   * @return its codes as they are now
   * @throws BadDataException when there are none, or a list is missing or damaged
   */
  public static Codes at(Folder folder) {
    Lists lists = new Lists(folder);
    List<Part> parts = lists.since(lists.series().highest());
    if (parts.isEmpty()) {
      throw new BadDataException(
          folder + ": holds no codes (make them with: diabolo encode --new)");
    }
    return new Codes(lists, parts);
  }

  /**
   * @param folder {@code _codes/<version>} of a job
   * @return whether any codes are there
   */
  public static boolean isAt(Folder folder) {
    Lists lists = new Lists(folder);
    return !lists.since(lists.series().highest()).isEmpty();
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

  /** Counts, without reading rows. */
  public Status status() {
    List<Part> later = parts.stream().skip(1).filter(Part::hasRows).toList();
    return new Status(
        parts.stream().mapToLong(Part::added).sum(),
        later.size(),
        Optional.of(lists.set(parts.get(0)).toString()).filter(path -> later.isEmpty()),
        later.stream().mapToLong(part -> part.made().rows()).sum(),
        newest().made().rejected());
  }

  /**
   * @return the Parquet files that hold the codes, and no others, from the oldest to the newest; of
   *     a key that is in several the last one counts
   */
  public List<String> files() {
    return withRows().stream()
        .flatMap(
            part ->
                part.made().files().bytes().keySet().stream()
                    .map(file -> lists.set(part) + "/" + file))
        .toList();
  }

  /**
   * @param spark to read with
   * @return the key, the columns copied from the input, {@code code}, {@code reconstruction_error}
   *     of autoencoders of numbers, {@code model_version} and {@code content_hash}; each key once
   * @throws BadDataException when a file is missing or has another length, with its name
   */
  public Dataset<Row> rows(SparkSession spark) {
    List<Dataset<Row>> sets = new ArrayList<>();
    for (Part part : withRows()) {
      part.made().missing(lists.set(part)).ifPresent(what -> fail(part, what));
      sets.add(read(spark, part));
    }
    return NewestRows.of(sets, key());
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
    for (Part part : parts) {
      if (part.hasSet()) {
        part.made().damage(spark, lists.set(part)).ifPresent(what -> fail(part, what));
      }
    }
  }

  List<Part> parts() {
    return parts;
  }

  /** The newest that says what it was made from. */
  Part newest() {
    return parts.stream().filter(Part::hasSet).reduce((before, last) -> last).orElseThrow();
  }

  /** The first also where it has none, as it has the columns. */
  private List<Part> withRows() {
    return parts.stream().filter(part -> part.kind().isWhole() || part.hasRows()).toList();
  }

  String key() {
    return newest().made().from().job().at("/data/key").asText();
  }

  private Dataset<Row> read(SparkSession spark, Part part) {
    return OwnParquet.reader(spark).schema(schema(part)).parquet(lists.set(part).path().toString());
  }

  private static StructType schema(Part part) {
    return (StructType) DataType.fromJson(part.schema().toString());
  }

  private void fail(Part part, String what) {
    throw new BadDataException(
        lists.set(part)
            + "/"
            + what
            + "; remove "
            + lists.folder()
            + " and have all rows encoded again: diabolo encode --new");
  }
}
