package org.diabolo.pipeline;

import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.rows.Input;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.SummedJson;

/**
 * {@code files-at-start.json}: the files of a job's input when the run began. What arrives while it
 * works, or before it is gone on with, belongs to a later run.
 */
public final class FilesAtStart {
  static final String FILE = "files-at-start.json";

  private FilesAtStart() {}

  /**
   * Looks at the input when it is first asked for a run, and keeps what is there.
   *
   * @param spec the job
   * @param run that this process has taken
   * @return the same job over these files alone, whatever is there now
   * @throws BadDataException when there is no input, or what was kept cannot be read
   */
  public static JobSpec only(SparkSession spark, JobSpec spec, RunDirectory run) {
    InputSpec input = spec.data().input();
    Folder folder = run.folder();
    if (!folder.has(FILE)) {
      // Of all rows: a condition may leave out folders that are encoded all the same.
      folder.write(FILE, SummedJson.text(Input.snapshot(spark, input.withAllRows())));
    }
    return spec.reading(input.of(listing(folder).keySet()));
  }

  /**
   * Looks whether they are what they were.
   *
   * @param spec as {@link #only} gave it
   * @throws BadDataException when one is gone or has changed, with its name
   */
  public static void require(SparkSession spark, JobSpec spec, RunDirectory run) {
    Map<String, String> then = listing(run.folder());
    Map<String, String> now = Input.snapshot(spark, spec.data().input().withAllRows()).listing();
    for (Map.Entry<String, String> file : then.entrySet()) {
      String found = now.get(file.getKey());
      if (!file.getValue().equals(found)) {
        throw new BadDataException(
            "data.input: %s %s since run %s began; begin another (another --run-id)"
                .formatted(
                    file.getKey(),
                    found == null
                        ? "is gone"
                        : "has changed (was " + file.getValue() + ", is " + found + ")",
                    run.id()));
      }
    }
  }

  private static Map<String, String> listing(Folder folder) {
    String text = folder.text(FILE);
    try {
      return SummedJson.read(text, Input.Snapshot.class).listing();
    } catch (UncheckedIOException e) {
      throw new BadDataException(
          folder + "/" + FILE + ": damaged: " + Json.flaw(e) + "; name another --run-id", e);
    }
  }
}
