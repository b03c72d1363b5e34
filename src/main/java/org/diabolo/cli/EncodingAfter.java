package org.diabolo.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diabolo.cli.Screen.Style;
import org.diabolo.job.JobSpec;
import org.diabolo.job.Secrets;
import org.diabolo.retrain.Decision;
import org.diabolo.retrain.NewCodes;
import org.diabolo.retrain.Registry;

/**
 * After a rollback the champion encodes the rows that have no code by it. What was decided stands
 * whether it can or not: a second rollback would go one further.
 *
 * @param options of the command
 * @param spec the job on that date
 * @param date that the rows are of
 */
record EncodingAfter(JobOptions options, JobSpec spec, LocalDate date) {

  /**
   * Of the date that the user names, else of the newest that the journal knows.
   *
   * @param registry before the decision
   * @throws org.diabolo.job.InvalidJobException when the job is none on that date
   */
  static EncodingAfter of(Registry registry, JobOptions options) {
    LocalDate date =
        options.isDated()
            ? options.date()
            : registry
                .newestDate()
                .map(LocalDate::parse)
                .orElseGet(() -> LocalDate.now(ZoneOffset.UTC));
    return new EncodingAfter(options, options.on(date), date);
  }

  /**
   * To be called as soon as the decision is taken, whatever fails from then on: the same command
   * again would roll back one further.
   */
  void decided(Ending ending, Decision decision) {
    Map<String, Object> known = new LinkedHashMap<>();
    known.put("decided", decision);
    known.put("champion", decision.version());
    known.put("retry", false);
    ending.known(known);
    Interruption.goesOnBy(words());
  }

  /**
   * @param command that decided
   * @param now how the registry stands
   * @return what goes into the last line
   */
  Map<String, Object> encode(Preflight command, Registry now) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("not_encoded", null);
    if (!spec.retraining().encodeNew()) {
      return facts;
    }
    try {
      facts.putAll(
          options.afterwards(
              "models",
              command,
              spec,
              (spark, job) -> {
                KeepCodes.warned(job);
                return told(options.newCodes(spark, job).encode(now, date));
              }));
    } catch (RuntimeException e) {
      String why = Secrets.redacted(Failure.of(e).message());
      Screen.current().say("no new rows were encoded: " + why, Style.STOPPED);
      facts.put("not_encoded", why);
    }
    if (facts.get("not_encoded") != null) {
      Screen.current().say("once that is mended:");
      Screen.current().command(Typed.current().words(words()));
    }
    return facts;
  }

  private static Map<String, Object> told(NewCodes.Result result) {
    Map<String, Object> facts = new HashMap<>();
    if (result.kept() != null) {
      facts.put("encoded", result.kept().encoded());
    }
    facts.put("not_encoded", result.why());
    return facts;
  }

  /** The command that encodes them. */
  private List<String> words() {
    List<String> words = new ArrayList<>(List.of("encode"));
    words.addAll(options.repeated());
    words.add("--new");
    if (!options.isDated()) {
      words.addAll(List.of("--date", date.toString()));
    }
    return words;
  }
}
