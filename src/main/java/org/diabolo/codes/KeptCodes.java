package org.diabolo.codes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.codes.Part.Kind;
import org.diabolo.encode.Encoding;
import org.diabolo.encode.Made;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.NotOwnerException;
import org.diabolo.network.Bundle;
import org.diabolo.rows.Keys;
import org.diabolo.store.Application;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.Output;
import org.diabolo.store.OwnParquet;
import org.diabolo.store.Publication;
import org.diabolo.store.StoreFailure;
import org.diabolo.store.SummedJson;

/**
 * Writes the codes of one model: all rows of an input at first, then those that are new or have
 * changed. A set of rows is written whole under a name of its own, and belongs to the codes once
 * the next list names it; nothing that a list has named is changed. One process writes at a time.
 */
public final class KeptCodes {
  /** Of a job's folder, beside its runs: the codes of each version. */
  public static final String FOLDER = "_codes";

  private static final String REJECTS = "_rejects";

  private final SparkSession spark;
  private final Application application;
  private final Folder place;

  /**
   * @param spark to run on
   * @param application that this process is an attempt of
   * @param place of the codes, as of {@link #place}
   */
  public KeptCodes(SparkSession spark, Application application, Folder place) {
    this.spark = spark;
    this.application = application;
    this.place = place;
  }

  /**
   * @param runs folder of a job's runs
   * @param version a run's id
   * @return where the codes of its model are kept, whether there are any or not
   */
  public static Folder place(Folder runs, String version) {
    return runs.folder(FOLDER).folder(version);
  }

  /**
   * @param spec the job
   * @return that codes are only of what lies there on its date, in words; nothing where the path
   *     has no date
   */
  public static Optional<String> narrowness(JobSpec spec) {
    InputSpec input = spec.encodedByVersion();
    return input.said().dated()
        ? Optional.of(
            input.pathKey()
                + ": has ${date}, so codes are of the rows in "
                + input.path()
                + (input.saidByEncode() ? " alone" : " alone; encode.input names a wider path"))
        : Optional.empty();
  }

  /**
   * What was done.
   *
   * @param encoded rows that were encoded now
   * @param codes as they are now
   */
  public record Kept(long encoded, ModelCodes codes) {}

  /**
   * Encodes the rows that have no code with their content. Where no codes are, that is all.
   *
   * @param spec the job, of which all rows of the input are read, whatever {@code data.where} says,
   *     unless {@code encode} says which
   * @param bundle the model
   * @return what was done
   * @throws BadDataException when the input has too many rejects, or the codes are of another model
   *     or damaged
   * @throws InvalidJobException when the codes that are there have other columns, or something else
   *     is in their place
   * @throws NotOwnerException when another process writes here, or was first
   */
  public Kept encode(JobSpec spec, Bundle bundle) {
    return owned(spec, lists -> encode(spec, bundle, lists));
  }

  /**
   * Makes one set of all, which any reader of Parquet may read as it is. Readers that have begun
   * before are not disturbed: what the new set takes the place of stays until the next time.
   *
   * @param spec the job
   * @return the codes as they are now
   * @throws BadDataException when there are no codes, or they are damaged
   * @throws NotOwnerException when another process writes here, or was first
   */
  public ModelCodes compact(JobSpec spec) {
    // Before there is anything in their place.
    ModelCodes.at(place);
    return owned(spec, this::compact);
  }

  private <T> T owned(JobSpec spec, Function<Lists, T> work) {
    requireOurs();
    Folder taken = taken();
    try {
      Lists lists = Lists.in(taken, spec.retraining());
      lists.series().requirePuts();
      new Leavings(lists).clear();
      return work.apply(lists);
    } catch (RuntimeException e) {
      throw taken.explained(e);
    } finally {
      taken.letGo();
    }
  }

  private Folder taken() {
    try {
      return place.taken(application);
    } catch (UncheckedIOException e) {
      throw StoreFailure.ofWorkspace(place, e);
    }
  }

  private void requireOurs() {
    List<String> others =
        place.names().stream()
            .filter(name -> !name.equals(Lists.FOLDER) && !name.equals(Lists.SETS))
            .filter(name -> !name.startsWith("."))
            .toList();
    if (!others.isEmpty()) {
      throw new InvalidJobException(
          place
              + ": holds "
              + others.get(0)
              + ", which is none of our codes; move it away, or name another --workspace");
    }
  }

  private Kept encode(JobSpec spec, Bundle bundle, Lists lists) {
    int number = lists.series().highest() + 1;
    Encoding encoding = new Encoding(spark, spec, bundle);
    InputSpec input = spec.encodedByVersion();
    Folder set = newSet(lists, number);
    List<Part> before = lists.since(number - 1);
    if (before.isEmpty()) {
      long rows = telling(spec, () -> encoding.runWithContent(input, Output.ofRun(set))).rows();
      return new Kept(rows, put(lists, number, Kind.ALL, set, rows));
    }
    ModelCodes there = ModelCodes.of(lists, before);
    Made.From from = encoding.from(input).summed();
    Made.From newest = there.newest().made().from();
    requireSame(newest, from, lists);
    if (from.equals(newest)) {
      there.requireFiles();
      return new Kept(0, there);
    }
    Dataset<Row> known = there.rows(spark);
    long rows = telling(spec, () -> encoding.runUnknown(input, Output.ofRun(set), known)).rows();
    Dataset<Row> fresh = OwnParquet.read(spark, set);
    requireAlike(known, fresh, set, lists);
    long added =
        rows == 0 ? 0 : Keys.unknown(fresh, there.key(), Keys.of(known, there.key())).count();
    return new Kept(rows, put(lists, number, Kind.NEW, set, added));
  }

  /** Who has left bad rows, or damaged files, out of the training meets them here. */
  private static <T> T telling(JobSpec spec, Supplier<T> work) {
    try {
      return work.get();
    } catch (BadDataException e) {
      if (spec.data().where() == null || spec.encode().namesRows()) {
        throw e;
      }
      throw new BadDataException(
          e.getMessage()
              + "; these codes are of all rows, also of those that data.where leaves out of the"
              + " training: encode.where chooses others",
          e);
    }
  }

  private static void requireSame(Made.From then, Made.From now, Lists lists) {
    if (!then.model().equals(now.model())) {
      throw new BadDataException(
          lists.folder()
              + ": holds codes of another model of this version; remove it, or encode with the"
              + " bundle that made them");
    }
    // Which rows are read may be another part of them each time.
    for (String key : List.of("/data/key", "/encode/columns")) {
      JsonNode before = then.job().at(key);
      JsonNode after = now.job().at(key);
      if (!before.equals(after)) {
        throw new InvalidJobException(
            key.substring(1).replace('/', '.')
                + ": was "
                + Json.line(before)
                + " when the codes in "
                + lists.folder()
                + " were made, and is now "
                + Json.line(after)
                + "; set it back, or remove that folder and have all rows encoded again");
      }
    }
  }

  /** Types may differ, as long as one can be read as the other. */
  private static void requireAlike(
      Dataset<Row> known, Dataset<Row> fresh, Folder set, Lists lists) {
    try {
      known.unionByName(fresh).schema();
    } catch (Exception e) {
      if (!(e instanceof AnalysisException)) {
        throw e;
      }
      set.delete();
      throw new BadDataException(
          lists.folder()
              + ": its codes have columns "
              + known.schema().simpleString()
              + ", and those of the input now give "
              + fresh.schema().simpleString()
              + "; mend the input, or remove that folder and have all rows encoded again",
          e);
    }
  }

  private ModelCodes compact(Lists lists) {
    int number = lists.series().highest() + 1;
    ModelCodes there = ModelCodes.of(lists, lists.since(number - 1));
    ModelCodes.Status status = there.status();
    if (status.path().isPresent()) {
      return there;
    }
    Folder set = newSet(lists, number);
    Made newest = there.newest().made();
    try (Publication publication = Output.ofRun(set).begin()) {
      publication.parquet(there.rows(spark).write());
      Folder staging = publication.staging();
      Folder rejects = there.newest().folder().folder(REJECTS);
      if (Publication.isPublished(rejects, Publication.SUCCESS)) {
        try (Publication copied = Output.ofRun(staging.folder(REJECTS)).begin()) {
          copied.parquet(OwnParquet.read(spark, rejects).write());
          copied.publish();
        }
      }
      Made.write(spark, staging, newest.from(), status.rows(), newest.rejected());
      publication.publish();
    }
    long written = OwnParquet.read(spark, set).count();
    if (written != status.rows()) {
      throw new BadDataException(
          lists.folder()
              + ": its lists tell of "
              + status.rows()
              + " keys, but its sets have "
              + written
              + "; remove it and have all rows encoded again: diabolo encode --new");
    }
    ModelCodes compacted = put(lists, number, Kind.COMPACTED, set, written);
    new Leavings(lists).clear();
    return compacted;
  }

  private static Folder newSet(Lists lists, int number) {
    return lists
        .folder()
        .folder(Lists.SETS)
        .folder(
            String.format(
                Locale.ROOT, "%06d-%016x", number, ThreadLocalRandom.current().nextLong()));
  }

  /** Shows a set that is whole. */
  private ModelCodes put(Lists lists, int number, Kind kind, Folder set, long added) {
    Part part =
        new Part(
            number,
            Instant.now().toString(),
            kind,
            set.name(),
            added,
            Json.read(OwnParquet.read(spark, set).schema().json(), JsonNode.class),
            Made.at(set).orElseThrow());
    lists.folder().requireOwned();
    if (!lists.series().put(number, SummedJson.text(part))) {
      set.delete();
      throw new NotOwnerException(
          "codes in "
              + lists.folder()
              + ": somebody else was first to put list "
              + number
              + "; what this command has encoded is not among them; run it again");
    }
    return ModelCodes.of(lists, lists.since(number));
  }
}
