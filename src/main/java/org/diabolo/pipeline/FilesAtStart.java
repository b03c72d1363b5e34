package org.diabolo.pipeline;

import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.Secrets;
import org.diabolo.rows.Input;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.SummedJson;

/**
 * {@code files-at-start.json}: the files of a job's input when the run began; those of {@code
 * encode.input}, where the job has it, lie beside. What arrives while it works, or before it is
 * gone on with, belongs to a later run.
 */
public final class FilesAtStart {
  static final String FILE = "files-at-start.json";
  static final String ENCODED = "encoded-files-at-start.json";

  private FilesAtStart() {}

  /**
   * Looks at the input when it is first asked for a run, and keeps what is there.
   *
   * @param spark to look with
   * @param spec the job
   * @param run that this process has taken
   * @return the same job over these files alone, whatever is there now
   * @throws BadDataException when there is no input, or what was kept cannot be read
   * @throws InvalidJobException when the job now names another path
   */
  public static JobSpec only(SparkSession spark, JobSpec spec, RunDirectory run) {
    InputSpec input = spec.data().input();
    JobSpec trained = spec.reading(these(input, kept(spark, input, run, FILE)));
    InputSpec encoded = spec.encode().input();
    if (encoded == null) {
      return trained;
    }
    return trained.encoding(these(encoded, kept(spark, encoded, run, ENCODED)));
  }

  private static InputSpec these(InputSpec input, Input.Snapshot files) {
    return input.of(files.listing().keySet());
  }

  private static Input.Snapshot kept(
      SparkSession spark, InputSpec input, RunDirectory run, String file) {
    Folder folder = run.folder();
    if (!folder.has(file)) {
      // Of all rows: a condition may leave out folders that are encoded all the same.
      folder.write(file, SummedJson.text(Input.snapshot(spark, input.withAllRows())));
    }
    Input.Snapshot files = read(folder, file);
    String then = files.path();
    String now = Secrets.redacted(input.path());
    if (!then.equals(now)) {
      throw new InvalidJobException(
          "%s: was %s when run %s began, and is now %s; begin another (another --run-id)"
              .formatted(input.pathKey(), then, run.id(), now));
    }
    return files;
  }

  /**
   * Looks whether they are what they were.
   *
   * @param spark to look with
   * @param spec as {@link #only} gave it
   * @param run whose files they are
   * @throws BadDataException when one is gone or has changed, with its name
   */
  public static void require(SparkSession spark, JobSpec spec, RunDirectory run) {
    require(spark, spec.data().input(), run, FILE);
    if (spec.encode().input() != null) {
      require(spark, spec.encode().input(), run, ENCODED);
    }
  }

  private static void require(SparkSession spark, InputSpec input, RunDirectory run, String kept) {
    Map<String, String> then = read(run.folder(), kept).listing();
    Map<String, String> now = Input.snapshot(spark, input.withAllRows()).listing();
    for (Map.Entry<String, String> file : then.entrySet()) {
      String found = now.get(file.getKey());
      if (!file.getValue().equals(found)) {
        throw new BadDataException(
            "%s: %s %s since run %s began; begin another (another --run-id)"
                .formatted(
                    input.said().key(),
                    file.getKey(),
                    found == null
                        ? "is gone"
                        : "has changed (was " + file.getValue() + ", is " + found + ")",
                    run.id()));
      }
    }
  }

  private static Input.Snapshot read(Folder folder, String file) {
    String text = folder.text(file);
    try {
      return SummedJson.read(text, Input.Snapshot.class);
    } catch (UncheckedIOException e) {
      throw new BadDataException(
          folder + "/" + file + ": damaged: " + Json.flaw(e) + "; name another --run-id", e);
    }
  }
}
