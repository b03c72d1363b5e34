package org.diabolo.rows;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.Format;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.FieldSpec.VectorSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.Secrets;
import org.diabolo.job.TextSpec;
import org.diabolo.job.UnavailableException;
import org.diabolo.rows.files.InputPath;
import org.diabolo.rows.files.Inputs;
import org.diabolo.rows.files.ReadFailure;
import org.diabolo.rows.files.Wanted;
import org.diabolo.spark.QuietTaskFailures;
import org.diabolo.store.Reason;
import org.diabolo.store.StoreFailure;

/** Opens the files that a job names. */
public final class Input {
  private Input() {}

  /**
   * What an input held when it was read; hidden files are no part of it.
   *
   * @param path as the job names it, without secrets
   * @param files how many
   * @param bytes of all of them
   * @param newestModification in milliseconds since 1970
   * @param listingSha256 SHA-256 of the listing, by which it is compared where that is not at hand;
   *     null where an older version took it
   * @param listing length and time of each file, by its name below the path; null where it is kept
   *     elsewhere
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Snapshot(
      String path,
      long files,
      long bytes,
      long newestModification,
      String listingSha256,
      Map<String, String> listing) {

    /**
     * @return the same without its listing, which can be long
     */
    public Snapshot summed() {
      return new Snapshot(path, files, bytes, newestModification, listingSha256, null);
    }

    /**
     * @param listing in the order of the names
     * @return SHA-256 of it
     */
    public static String sum(Map<String, String> listing) {
      MessageDigest sum = DigestUtils.getSha256Digest();
      listing.forEach((name, file) -> DigestUtils.updateDigest(sum, name + "\n" + file + "\n"));
      return Hex.encodeHexString(sum.digest());
    }
  }

  /**
   * @param spark to read with
   * @param input where it is
   * @param spec the job: its key and its texts are kept as they are written where types are
   *     inferred
   * @return the rows for which the input's condition holds, not yet read; fields of structs that
   *     the job names, as {@code f.x}, are columns of their own
   * @throws BadDataException when there is nothing there, or it is not what the job says it is
   * @throws InvalidJobException when this user may not read it, no such file system is known, or
   *     the condition is none on these columns
   * @throws UnavailableException when the store does not answer
   */
  public static Dataset<Row> open(SparkSession spark, InputSpec input, JobSpec spec) {
    InputPath path = path(spark, input);
    try {
      return QuietTaskFailures.during(() -> Inputs.open(path, wanted(input, spec)));
    } catch (BadDataException | InvalidJobException | UnavailableException e) {
      throw e;
    } catch (Exception e) {
      if (spark.sparkContext().isStopped() || ReadFailure.isOfTasks(e)) {
        throw e;
      }
      throw StoreFailure.telling(
          input.pathKey()
              + ": "
              + input.path()
              + " cannot be read as "
              + input.format().name().toLowerCase(Locale.ROOT)
              + ": "
              + ReadFailure.line(e).orElse(Reason.of(e)),
          e,
          BadDataException::new);
    }
  }

  /**
   * @param spark to look with
   * @param input where it is
   * @return which files there are, how large and how new; without those of folders whose names the
   *     input's condition leaves out
   * @throws BadDataException when there is nothing there
   * @throws InvalidJobException when this user may not read it, or no such file system is known
   * @throws UnavailableException when the store does not answer
   */
  public static Snapshot snapshot(SparkSession spark, InputSpec input) {
    long[] sums = new long[2];
    Map<String, String> listing = new TreeMap<>();
    try {
      path(spark, input)
          .visit(
              (name, file) -> {
                sums[0] += file.getLen();
                sums[1] = Math.max(sums[1], file.getModificationTime());
                listing.put(
                    name,
                    file.getLen() + " bytes, " + Instant.ofEpochMilli(file.getModificationTime()));
              });
    } catch (IOException | UncheckedIOException e) {
      throw cannotBeOpened(input, e);
    }
    return new Snapshot(
        Secrets.redacted(input.path()),
        listing.size(),
        sums[0],
        sums[1],
        Snapshot.sum(listing),
        listing);
  }

  private static InputPath path(SparkSession spark, InputSpec input) {
    try {
      return InputPath.of(spark, input);
    } catch (BadDataException | InvalidJobException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw cannotBeOpened(input, e);
    }
  }

  private static RuntimeException cannotBeOpened(InputSpec input, Exception e) {
    return StoreFailure.telling(
        input.pathKey() + ": " + input.path() + " cannot be opened: " + Reason.of(e),
        e,
        BadDataException::new);
  }

  private static Wanted wanted(InputSpec input, JobSpec spec) {
    Set<String> columns = new HashSet<>(Inputs.conditional(input));
    columns.addAll(spec.encode().columns());
    columns.addAll(spec.prediction().columns());
    Stream.of(
            spec.data().key(),
            spec.data().split().column(),
            spec.data().split().by(),
            spec.evaluate().by())
        .filter(column -> column != null)
        .forEach(columns::add);
    Set<String> numbers = new HashSet<>(numerals(spec));
    numbers.removeAll(columns);
    Stream.of(spec.source(), spec.target())
        .filter(field -> field != null)
        .forEach(field -> columns.addAll(field.columns()));
    return new Wanted(columns, texts(input.format(), spec), numbers, numerals(spec));
  }

  /** Inferring types would read 007 as 7: two keys could become one, and a text another text. */
  private static Set<String> texts(Format format, JobSpec spec) {
    Set<String> columns = new HashSet<>();
    if (format == Format.CSV) {
      columns.add(spec.data().split().column());
      columns.add(spec.data().split().by());
      columns.add(spec.evaluate().by());
      columns.removeAll(numerals(spec));
      columns.add(spec.data().key());
    }
    if (format == Format.CSV || format == Format.JSON) {
      Stream.of(spec.source(), spec.target())
          .filter(TextSpec.class::isInstance)
          .forEach(field -> columns.addAll(field.columns()));
    }
    return columns;
  }

  private static Set<String> numerals(JobSpec spec) {
    return Stream.of(spec.source(), spec.target())
        .filter(VectorSpec.class::isInstance)
        .flatMap(field -> field.columns().stream())
        .collect(Collectors.toSet());
  }
}
