package org.diabolo.retrain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.diabolo.anchor.Anchors;
import org.diabolo.codes.KeptCodes;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.RetrainSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.pipeline.ComparedSeeds;
import org.diabolo.pipeline.FilesAtStart;
import org.diabolo.pipeline.Pipeline;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.StageListener;
import org.diabolo.pipeline.Start;
import org.diabolo.prepare.UnfitRowsException;
import org.diabolo.retrain.gate.Contender;
import org.diabolo.retrain.gate.Gate;
import org.diabolo.retrain.gate.GateReport;
import org.diabolo.store.Application;
import org.diabolo.store.Json;

/**
 * One retraining: a model is made of the rows that are there now, compared with the champion, and
 * takes its place, codes and all, in one step of the journal, or is refused. Whoever is champion
 * then encodes the rows that have no code yet.
 *
 * <p>Whatever it has done is not done again when it is called again for the same run, and ends the
 * same; a process that dies anywhere leaves the champion and its codes as they were, or the new
 * ones whole.
 */
public final class Retraining {
  private final SparkSession spark;
  private final RunDirectory run;
  private final Supplier<Registry> registry;
  private final StageListener listener;
  private final Function<JobSpec, Pipeline> stages;
  private final JobSpec spec;

  /** Codes by the candidate, of the rows that it was trained among. */
  private final NewCodes own;

  /** Codes by the champion, of the rows that are there when they are made. */
  private final NewCodes champions;

  /**
   * @param spark to run on
   * @param application that this process is an attempt of
   * @param spec the job
   * @param run of the candidate, which this process has taken
   * @param registry reads how the registry stands now
   * @param listener for people
   * @param stages of the run, for the job over the files that it keeps to
   */
  public Retraining(
      SparkSession spark,
      Application application,
      JobSpec spec,
      RunDirectory run,
      Supplier<Registry> registry,
      StageListener listener,
      Function<JobSpec, Pipeline> stages) {
    this.spark = spark;
    this.run = run;
    this.registry = registry;
    this.listener = listener;
    this.stages = stages;
    this.spec = FilesAtStart.only(spark, spec, run);
    this.own = new NewCodes(spark, application, this.spec, listener);
    // Those of the run's own files may be older than what the champion has encoded since.
    this.champions = new NewCodes(spark, application, spec, listener);
  }

  /**
   * How it ended.
   *
   * @param decision about the candidate; nothing where none was made, as there was nothing to do
   * @param told whether there was anything to do; nothing where nobody asked, as when a model was
   *     forced
   * @param already whether an earlier call had taken it
   * @param champion the decision by which the champion is it now; nothing where there is none
   * @param codes of the champion, and what was encoded now
   */
  public record Outcome(
      Optional<Decision> decision,
      Optional<Due.Told> told,
      boolean already,
      Optional<Decision> champion,
      NewCodes.Result codes) {}

  /**
   * A decision, and what it took.
   *
   * @param registry how it stands then
   * @param encoded by the candidate; null where it was not encoded with
   */
  private record Decided(Registry registry, KeptCodes.Kept encoded) {}

  /**
   * Does what is left to do of it.
   *
   * @param date that the rows are of: one older than the champion's does not take its place
   * @param force why the candidate is to be the champion whatever the gate says; null where it is
   *     not
   * @return how it ended
   * @throws BadDataException when the champion's model is gone, damaged or cannot be run, so that
   *     nothing can be compared with it; with the ways out
   * @throws NoCandidateException when the rows do not fit the fields that it is to take over
   * @throws InvalidJobException when it was the champion and is to be forced to be it again, or was
   *     decided about and is of another job
   * @throws org.diabolo.job.NotOwnerException when somebody else has decided since the candidate
   *     was compared
   */
  public Outcome run(LocalDate date, String force) {
    Registry now = registry.get();
    Optional<Decision> settled =
        now.about(run.id()).filter(one -> force == null || one.action().makesChampion());
    boolean serves = now.champion().filter(one -> one.version().equals(run.id())).isPresent();
    if (force != null && settled.isPresent() && !serves) {
      throw new InvalidJobException(
          "--force: "
              + run.id()
              + " was the champion and is not any more; use: diabolo models JOB promote "
              + run.id());
    }
    Due due = new Due(spark, spec, run, listener);
    boolean asks = settled.isEmpty() && force == null;
    if (asks) {
      FilesAtStart.require(spark, spec, run);
      requireStart();
      Champion.of(now).map(Champion::requireComparable).ifPresent(this::foresee);
    }
    if (settled.isPresent() && run.trained()) {
      // What was decided about another job is no answer about this one; of a pruned run nothing
      // tells.
      stages.apply(spec).requireSameJob();
    }
    Optional<Due.Told> told = asks ? Optional.of(due.tell(now)) : due.before();
    if (asks && !told.get().due()) {
      return nothing(now, told.get(), date);
    }
    Decided decided = settled.isPresent() ? new Decided(now, null) : decide(date, force);
    now = decided.registry;
    NewCodes.Result last =
        decided.encoded == null
            ? champions.encode(now, date)
            : new NewCodes.Result(decided.encoded, null);
    return new Outcome(now.about(run.id()), told, settled.isPresent(), now.champion(), last);
  }

  /** Before rows are looked at: a job of another model cannot begin with the champion. */
  private void requireStart() {
    Pipeline pipeline = stages.apply(spec);
    pipeline.startingFrom(start(pipeline.start()));
  }

  /**
   * A changed job may well be meant, and its candidate forced; but nobody should wait unknowing.
   */
  private void foresee(Bundle champion) {
    Gate.foreseen(spec, champion)
        .forEach(
            why ->
                listener.stageEnded(
                    "the candidate will be refused: "
                        + why
                        + "; --force REASON takes it without comparing"));
  }

  private Outcome nothing(Registry now, Due.Told told, LocalDate date) {
    listener.stageEnded("nothing to do: " + String.join("; ", told.reasons()));
    return new Outcome(
        Optional.empty(), Optional.of(told), false, now.champion(), champions.encode(now, date));
  }

  private Decided decide(LocalDate date, String force) {
    registry.get().requireGuarded();
    FilesAtStart.require(spark, spec, run);
    train(date);
    FilesAtStart.require(spark, spec, run);
    Registry now = registry.get();
    listener.stageBegins(
        now.champion()
            .map(one -> "comparing with the champion, " + one.version())
            .orElse("judging a first model"));
    if (force == null) {
      // It may have gone in the meantime, which says nothing of the candidate.
      Champion.of(now).ifPresent(Champion::requireComparable);
    }
    GateReport report = judged(now);
    report.write(run.folder());
    List<String> reasons = new ArrayList<>();
    Optional<String> older = older(now, date);
    older.ifPresent(reasons::add);
    reasons.addAll(report.reasons());
    if (reasons.isEmpty()) {
      reasons.add("the first model; nothing speaks against it");
    }
    boolean good = older.isEmpty() && report.outcome() == GateReport.Outcome.PROMOTE;
    if (force != null) {
      reasons.add(0, force);
    }
    ObjectNode figures = (ObjectNode) Json.tree(report);
    figures.put(Registry.DATE, date.toString());
    Bundle candidate = BundleStore.load(run.bundle());
    ComparedSeeds.in(candidate.card().provenance())
        .ifPresent(seeds -> figures.set(ComparedSeeds.MEMBER, Json.tree(seeds)));
    if (!good && force == null) {
      listener.stageEnded("refused");
      return new Decided(
          now.commit(new Proposal(Action.REFUSE, run.id(), reasons, figures, null)), null);
    }
    KeptCodes.Kept encoded = own.encode(run, candidate);
    FilesAtStart.require(spark, spec, run);
    return new Decided(
        now.commit(
            new Proposal(
                good ? Action.PROMOTE : Action.FORCE,
                run.id(),
                reasons,
                figures,
                KeptCodes.FOLDER + "/" + run.id())),
        encoded);
  }

  private void train(LocalDate date) {
    Pipeline pipeline = stages.apply(spec);
    Start start =
        withCodes(
            start(pipeline.start()).with(spec.retraining().seeds()),
            pipeline.begunToTrain() ? Optional.of(pipeline.start()) : Optional.empty());
    Pipeline started = pipeline.startingFrom(start);
    if (start.champion() != null) {
      listener.stageEnded(
          "starts from the champion, %s, with its fields; the optimiser begins anew"
              .formatted(start.champion()));
    } else if (start.start() == RetrainSpec.Start.WARM) {
      listener.stageEnded("starts cold, as there was no champion to start from");
    }
    if (start.anchor() != null) {
      listener.stageEnded(
          (start.codes() == RetrainSpec.Codes.ALIGNED
                  ? "its codes are aligned with those of "
                  : "its codes stay near to those of ")
              + start.anchor().champion());
    }
    try {
      started.model();
    } catch (UnfitRowsException e) {
      // The rows are there all the same.
      throw withoutCandidate(e, date);
    }
  }

  private RuntimeException withoutCandidate(UnfitRowsException why, LocalDate date) {
    try {
      Registry now = registry.get();
      return new NoCandidateException(why, now.champion(), champions.encode(now, date));
    } catch (RuntimeException other) {
      why.addSuppressed(other);
      return why;
    }
  }

  /**
   * A champion that came later is another run's to start from.
   *
   * @param begun what the run began with, if it did
   */
  private Start start(Start begun) {
    if (spec.retraining().start() == RetrainSpec.Start.COLD) {
      return Start.COLD;
    }
    return begun.start() == RetrainSpec.Start.WARM
        ? begun
        : Champion.of(registry.get()).map(Retraining::warmFrom).orElse(Start.WARM_WITHOUT_CHAMPION);
  }

  private static Start warmFrom(Champion champion) {
    champion.requireComparable();
    return Start.warm(champion.run());
  }

  /**
   * What codes are to stay near to: those of the champion, or of the one that the candidate begins
   * with. Where there is nothing, or it can be none, they begin a new space.
   *
   * @param begun what a training of the run was begun with; nothing where none was
   */
  private Start withCodes(Start start, Optional<Start> begun) {
    RetrainSpec.Codes asked = spec.retraining().codes();
    // Older versions asked for nothing; another wish than before is refused by the stage's rule.
    if (begun.filter(it -> it.codes() == null || it.codes() == asked).isPresent()) {
      return start.withCodesOf(begun.get());
    }
    Optional<RunDirectory> near =
        asked == RetrainSpec.Codes.FRESH ? Optional.empty() : champion(start);
    Optional<String> obstacle = near.flatMap(this::obstacle);
    obstacle.ifPresent(why -> listener.stageEnded(Start.newSpace(near.orElseThrow().id(), why)));
    return near.isEmpty() || obstacle.isPresent()
        ? start.with(asked)
        : start.near(near.get(), asked, spec.retraining().comparable());
  }

  private Optional<RunDirectory> champion(Start start) {
    Registry now = registry.get();
    return start.champion() == null
        ? Champion.of(now).map(Champion::run)
        : Optional.of(now.run(start.champion()));
  }

  private Optional<String> obstacle(RunDirectory champion) {
    try {
      if (!champion.trained()) {
        return Optional.of("its bundle is gone");
      }
      return Anchors.obstacle(spec, Champion.opened(champion));
    } catch (BadDataException e) {
      return Optional.of("it cannot be used: " + e.getMessage());
    }
  }

  private GateReport judged(Registry now) {
    Gate gate = new Gate(spark, spec, id -> now.run(id).bundle());
    return Champion.of(now)
        .map(champion -> gate.judge(contender(champion.run()), contender(run)))
        .orElseGet(() -> gate.judgeFirst(contender(run)));
  }

  private static Contender contender(RunDirectory of) {
    return new Contender(of.bundle(), of.prepared());
  }

  /** A backfill is trained and judged, and leaves what serves today in its place. */
  private static Optional<String> older(Registry now, LocalDate date) {
    return now.champion()
        .flatMap(champion -> now.dateOf(champion.version()))
        .filter(of -> of.compareTo(date.toString()) > 0)
        .map(of -> "older: " + date + " is before " + of + ", the date of the champion");
  }
}
