package org.diabolo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.diabolo.cli.Screen.Style;
import org.diabolo.codes.KeptCodes;
import org.diabolo.codes.ModelCodes;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.TrainedModel;
import org.diabolo.store.Folder;
import picocli.CommandLine.Option;

/** What {@code encode} takes to keep a model's codes up with its rows. */
final class KeepCodes {
  @Option(
      names = "--new",
      description =
          "Encodes only rows that have no code of the model with their content, into"
              + " _codes/VERSION beside the runs; where none are, all rows. docs/codes.md tells how"
              + " they are read.")
  private boolean fresh;

  @Option(
      names = "--compact",
      description =
          "Makes one set of all codes that --new has written, for any reader of Parquet; after"
              + " --new where both are given.")
  private boolean compact;

  boolean isAsked() {
    return fresh || compact;
  }

  /**
   * @param others options that were given and are for other codes
   * @throws InvalidJobException when one is given too
   */
  void requireAlone(List<String> others) {
    if (isAsked() && !others.isEmpty()) {
      throw new InvalidJobException(
          (fresh ? "--new" : "--compact")
              + " and "
              + others.get(0)
              + ": allowed: one of them (these codes are kept beside the runs)");
    }
  }

  /**
   * @param run of the model
   * @return what goes into the last line
   */
  Map<String, Object> perform(SparkSession spark, JobSpec spec, RunDirectory run, JobOptions job) {
    Folder place = KeptCodes.place(run.folder().parent(), run.id());
    KeptCodes kept = new KeptCodes(spark, Applications.of(spark), place);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("codes", place.toString());
    ModelCodes.Status status = null;
    if (fresh) {
      facts.put("warnings", warned(spec));
      job.begins("encoding rows without a code in " + spec.encodedByVersion().path());
      KeptCodes.Kept done = kept.encode(spec, TrainedModel.open(run, spec));
      facts.put("encoded", done.encoded());
      status = done.codes().status();
    }
    if (compact) {
      job.begins("making one set of " + place);
      status = kept.compact(spec).status();
    }
    facts.putAll(facts(status));
    return facts;
  }

  /** What is to be known of the rows before they are encoded, which people are told. */
  static List<String> warned(JobSpec spec) {
    List<String> warnings = KeptCodes.narrowness(spec).stream().toList();
    warnings.forEach(warning -> Screen.current().say(warning, Style.STOPPED));
    return warnings;
  }

  /** Where codes can be read as they are, else how many rows of them only our readers resolve. */
  static Map<String, Object> facts(ModelCodes.Status status) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rows", status.rows());
    facts.put("rejected", status.rejected());
    facts.put("increments", status.increments());
    status.path().ifPresent(path -> facts.put("path", path));
    if (status.path().isEmpty()) {
      facts.put("unresolved", status.unresolved());
    }
    return facts;
  }
}
