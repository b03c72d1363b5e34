package org.diabolo.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.ComparedSeeds;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.retrain.Decision;
import org.diabolo.retrain.NewCodes;
import org.diabolo.retrain.NoCandidateException;
import org.diabolo.retrain.RefusedException;
import org.diabolo.retrain.Retraining;
import org.diabolo.submit.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code retrain}. */
@Command(
    name = "retrain",
    description =
        "Trains a new model of the rows that are there now, and makes it the champion, with codes"
            + " of all rows, if it is good enough beside the present one; else ends with exit code"
            + " 4.")
final class RetrainCommand implements Runnable, Preflight {
  @Mixin private JobOptions job;

  @Option(
      names = "--force",
      paramLabel = "REASON",
      description = "Makes it the champion whatever the gate says; the journal keeps why.")
  private String force;

  @Override
  public void requireConsistent() {
    if (force != null && force.isBlank()) {
      throw new InvalidJobException("--force: needs a reason, for who reads the journal later");
    }
  }

  @Override
  public boolean beginsRuns() {
    return true;
  }

  @Override
  public LocalDate dateOtherwise() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  @Override
  public List<Place> named(JobSpec spec) {
    return Place.all(spec);
  }

  /**
   * Options that make a driver which is started again go on with the same retraining, over midnight
   * too, where the user has given none.
   */
  List<String> settled() {
    List<String> settled = new ArrayList<>();
    if (!job.isDated()) {
      settled.addAll(List.of("--date", dateOtherwise().toString()));
      if (job.runId() == null) {
        settled.addAll(List.of("--run-id", RunDirectory.freshId()));
      }
      System.err.println("the same retraining goes on with: " + String.join(" ", settled));
    }
    return settled;
  }

  @Override
  public void run() {
    job.execute("retrain", this, this::retrain);
  }

  private Map<String, ?> retrain(SparkSession spark, JobSpec spec) {
    LocalDate date = job.date();
    Screen.current()
        .say(
            "retraining "
                + spec.name()
                + " for "
                + date
                + (job.isDated() ? "" : " (today, UTC; --date names another day)"));
    List<String> warnings = KeepCodes.warned(spec);
    RunDirectory run = job.runs().beginDated(spark, spec);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("date", date.toString());
    Retraining.Outcome outcome;
    try {
      outcome = job.retraining(spark, spec, run).run(date, force);
    } catch (NoCandidateException e) {
      facts.putAll(champion(e.champion(), e.codes()));
      facts.put("warnings", warnings);
      job.ending().known(facts);
      throw e;
    }
    facts.put("decision", outcome.decision().map(Decision::number).orElse(null));
    facts.put(
        "action",
        outcome.decision().map(one -> one.action().toString()).orElse(RunDirectory.NO_ACTION));
    facts.put("already", outcome.already());
    facts.put("reasons", reasons(outcome));
    outcome
        .decision()
        .flatMap(one -> ComparedSeeds.in(one.figures()))
        .ifPresent(seeds -> facts.put(ComparedSeeds.MEMBER, seeds));
    outcome
        .told()
        .ifPresent(
            told -> {
              facts.put("drift", told.drift());
              facts.put("told_by", told.toldBy());
            });
    facts.putAll(champion(outcome.champion(), outcome.codes()));
    facts.put("warnings", warnings);
    if (outcome.decision().filter(one -> !one.action().makesChampion()).isPresent()) {
      throw new RefusedException(refusal(outcome, outcome.decision().get()), facts);
    }
    return facts;
  }

  /** Whoever is the champion now, and the codes by it. */
  private static Map<String, Object> champion(Optional<Decision> champion, NewCodes.Result codes) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("champion", champion.map(Decision::version).orElse(null));
    if (codes.kept() != null) {
      facts.put("codes", codes.kept().codes().folder().toString());
      facts.put("encoded", codes.kept().encoded());
      facts.putAll(KeepCodes.facts(codes.kept().codes().status()));
    }
    facts.put("not_encoded", codes.why());
    return facts;
  }

  private static List<String> reasons(Retraining.Outcome outcome) {
    return outcome
        .decision()
        .map(Decision::reasons)
        .orElseGet(() -> outcome.told().orElseThrow().reasons());
  }

  private static String refusal(Retraining.Outcome outcome, Decision decision) {
    return "refused"
        + (outcome.already() ? " already" : "")
        + ": "
        + decision.version()
        + " is not made the champion ("
        + outcome.champion().map(one -> one.version() + " stays it").orElse("there is none")
        + "): "
        + String.join("; ", decision.reasons())
        + (outcome.already()
            ? "; to have it decided anew: another --run-id, or --force REASON"
            : "");
  }
}
