package org.diabolo.average;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.average.OuterStep.Sent;
import org.diabolo.average.PeriodProbe.Sample;
import org.diabolo.average.Rounds.Outcome;
import org.diabolo.average.Rounds.Stretch;
import org.diabolo.average.TimeLedger.Kind;
import org.diabolo.average.Trained.Ended;
import org.diabolo.average.TrainingState.Progress;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.job.AveragingSpec;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.job.AveragingSpec.Updater;
import org.diabolo.job.TrainSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One training, from its first round or a checkpoint to its end. */
final class Training {
  private static final Logger LOG = LoggerFactory.getLogger(Training.class);

  private final TrainSpec spec;
  private final ReplicaFactory factory;
  private final TrainingListener listener;
  private final Checkpoints checkpoints;
  private final TimeLedger ledger;
  private final Described described;
  private final TrainingRows validationRows;
  private final long stepsPerEpoch;
  private final RateSchedule rates;
  private final Rounds rounds;
  private final Validation validation;
  private final GlobalModel global;
  private final OuterStep outer;
  private final RoundGuard guard = new RoundGuard();
  private final EarlyStopping stopping;
  private final int workers;
  private final String name = UUID.randomUUID().toString();

  private ModelState model;
  private float[] momentum;
  private Progress progress;
  private long began;
  private double secondsBefore;
  private int badRounds;

  Training(
      JavaSparkContext spark,
      TrainSpec spec,
      ReplicaFactory factory,
      TrainingListener listener,
      Checkpoints checkpoints,
      TimeLedger ledger,
      Described described,
      TrainingRows rows,
      TrainingRows validationRows) {
    this.spec = spec;
    this.factory = factory;
    this.listener = listener;
    this.checkpoints = checkpoints;
    this.ledger = ledger;
    this.described = described;
    this.validationRows = validationRows;
    this.stepsPerEpoch =
        rows.shares().stream().mapToLong(share -> share.steps(spec.batch())).max().orElse(0);
    this.rates = new RateSchedule(spec.optimizer(), stepsPerEpoch, stepsPerEpoch * spec.epochs());
    this.rounds = new Rounds(spark, factory, rows, spec, rates, name);
    this.validation = new Validation(factory, validationRows, spec.batch());
    this.global = new GlobalModel(spark);
    this.outer = new OuterStep(spec.averaging());
    this.stopping = new EarlyStopping(spec.stopping());
    this.workers = rows.shares().size();
  }

  Trained run(Optional<Checkpoints.Restored> restored) {
    began = System.nanoTime();
    try {
      restored.ifPresentOrElse(this::restore, this::begin);
      int resumedFrom = progress.rounds();
      Ended ended = null;
      while (ended == null) {
        ended = round();
      }
      return trained(ended, resumedFrom);
    } finally {
      global.close();
      ReplicaMemory.forget(name);
    }
  }

  private void begin() {
    ModelState start = factory.start();
    model = spec.averaging().updater() == Updater.AVERAGED ? start : withoutUpdater(start);
    momentum = new float[outer.momentumSize(start.parameters().length)];
    progress = new Progress(workers, period(), 0, 0, 0, 0, 0, 0);
  }

  private static ModelState withoutUpdater(ModelState state) {
    return new ModelState(state.parameters(), new float[0], state.iteration());
  }

  private void restore(Checkpoints.Restored restored) {
    TrainingState state = restored.state();
    model = state.model();
    momentum = state.momentum();
    progress = state.progress();
    secondsBefore = progress.seconds();
    guard.restore(state.guard());
    stopping.restore(state.stopping(), restored.best());
    listener.resumed(progress.rounds());
  }

  private int period() {
    int asked = spec.averaging().period();
    if (asked != AveragingSpec.AUTO) {
      return asked;
    }
    int found =
        described.as(
            "finding the period",
            () ->
                ledger.time(
                    Kind.PROBE,
                    () ->
                        PeriodProbe.find(stepsPerEpoch, spec.averaging().overhead(), this::probe)));
    LOG.info("averaging every {} local steps", found);
    return found;
  }

  private Sample probe(int steps) {
    long start = System.nanoTime();
    // A state of its own: publishing must be measured too.
    ModelState copy = new ModelState(model.parameters(), model.updater(), model.iteration());
    Outcome outcome = rounds.run(global.publish(copy), new Stretch(0, 0, steps, 0, 1));
    return new Sample(
        (System.nanoTime() - start) / 1e9, outcome.times().compute(), outcome.steps());
  }

  /** A round and what is due after it; says why training ends if it does. */
  private Ended round() {
    int retries = 0;
    Attempt attempt = attempt();
    while (attempt.complaint != null) {
      retries++;
      refuse(attempt, retries);
      attempt = attempt();
    }
    apply(attempt);
    int roundsPerEpoch = roundsPerEpoch();
    boolean last = progress.epoch() == spec.epochs();
    boolean timeOver =
        spec.stopping().maxMinutes() > 0 && seconds() > 60 * spec.stopping().maxMinutes();
    Double validLoss = validationDue(last || timeOver) ? validate() : null;
    int epoch = (progress.rounds() - 1) / roundsPerEpoch + 1;
    listener.roundEnded(record(attempt, epoch, roundsPerEpoch, validLoss, retries));
    boolean patienceOver = validationRows.rows() > 0 && stopping.shouldStop();
    Ended ended =
        last ? Ended.EPOCHS : patienceOver ? Ended.PATIENCE : timeOver ? Ended.TIME : null;
    if (ended == null && checkpoints.due(progress.rounds())) {
      checkpoint();
    }
    return ended;
  }

  /** A round as it was tried. */
  private record Attempt(
      Outcome outcome,
      OuterStep.Result step,
      double reach,
      RoundTimes times,
      long bytesDown,
      String complaint) {}

  private Attempt attempt() {
    return described.as(
        "round " + (progress.roundOfEpoch() + 1) + " of epoch " + (progress.epoch() + 1),
        () -> {
          long start = System.nanoTime();
          var published = global.publish(model);
          double publishing = (System.nanoTime() - start) / 1e9;
          Outcome outcome =
              rounds.run(
                  published,
                  new Stretch(
                      progress.epoch(),
                      progress.roundOfEpoch(),
                      progress.period(),
                      progress.rounds(),
                      guard.rateFactor()));
          long reduced = System.nanoTime();
          OuterStep.Result step =
              outer.apply(
                  model.parameters(),
                  outcome.mean().parameters(),
                  spec.averaging().transfer() == Transfer.FP32 ? Sent.PARAMETERS : Sent.MOVEMENT,
                  momentum,
                  progress.sinceReset());
          double reach = rates.sum(model.iteration(), outcome.steps()) * guard.rateFactor();
          return new Attempt(
              outcome,
              step,
              reach,
              outcome
                  .times()
                  .plus(RoundTimes.broadcast(publishing))
                  .plus(RoundTimes.reduce((System.nanoTime() - reduced) / 1e9)),
              (long) Float.BYTES * (model.parameters().length + model.updater().length),
              guard.complaint(outcome.loss(), step.movement(), reach));
        });
  }

  private void refuse(Attempt attempt, int retries) {
    badRounds++;
    ledger.add(Kind.RETRIES, attempt.times.total());
    if (guard.givesUp(retries)) {
      checkpoint();
      throw new TrainingDivergedException(
          String.format(
              Locale.ROOT,
              "training diverged in epoch %d, round %d: %s, also at %s of the learning rate; try a"
                  + " smaller train.optimizer.rate (it is %s), train.optimizer.warmup_epochs, or"
                  + " scaled inputs%s",
              progress.epoch() + 1,
              progress.rounds() + 1,
              attempt.complaint,
              guard.rateFactor(),
              spec.optimizer().rate(),
              checkpoints.describe()));
    }
    guard.refused();
    // What led here is not to be carried on.
    momentum = new float[momentum.length];
    progress =
        new Progress(
            progress.workers(),
            progress.period(),
            progress.epoch(),
            progress.roundOfEpoch(),
            progress.rounds(),
            0,
            progress.examples(),
            progress.seconds());
    LOG.warn(
        "epoch {}, round {} is not applied: {}; trying again at {} of the learning rate",
        progress.epoch() + 1,
        progress.rounds() + 1,
        attempt.complaint,
        guard.rateFactor());
  }

  private void apply(Attempt attempt) {
    Outcome outcome = attempt.outcome;
    ledger.add(attempt.times);
    guard.applied(outcome.loss(), attempt.step.movement(), attempt.reach);
    if (outcome.forgot() > 0 && progress.rounds() > 0) {
      LOG.warn(
          "{} of {} replicas began this round without what their executors had kept",
          outcome.forgot(),
          outcome.mean().reports().size());
    }
    model =
        new ModelState(
            attempt.step.parameters(),
            outcome.mean().updater(),
            model.iteration() + outcome.steps());
    momentum = attempt.step.momentum();
    boolean epochEnds = progress.roundOfEpoch() + 1 == roundsPerEpoch();
    progress =
        new Progress(
            progress.workers(),
            progress.period(),
            epochEnds ? progress.epoch() + 1 : progress.epoch(),
            epochEnds ? 0 : progress.roundOfEpoch() + 1,
            progress.rounds() + 1,
            progress.sinceReset() + 1,
            progress.examples() + outcome.examples(),
            seconds());
  }

  private int roundsPerEpoch() {
    return Math.toIntExact((stepsPerEpoch + progress.period() - 1) / progress.period());
  }

  private boolean validationDue(boolean ends) {
    if (validationRows.rows() == 0) {
      return false;
    }
    int every = spec.stopping().validateRounds();
    return ends
        || (every > 0
            ? progress.rounds() % every == 0
            : progress.roundOfEpoch() == 0
                && progress.epoch() % spec.stopping().validateEpochs() == 0);
  }

  private double validate() {
    int round = progress.rounds();
    double loss =
        described.as(
            "validation after round " + round,
            () -> ledger.time(Kind.VALIDATION, () -> validation.loss(global.publish(model))));
    if (!Double.isFinite(loss)) {
      LOG.warn("the validation loss after round {} is {}", round, loss);
    }
    stopping.see(model.parameters(), loss, (round - 1) / roundsPerEpoch() + 1, round);
    return loss;
  }

  private void checkpoint() {
    ledger.time(
        Kind.CHECKPOINTS,
        () -> {
          listener.checkpointing(progress.rounds());
          checkpoints.write(
              new TrainingState(model, momentum, progress, guard.memory(), stopping.memory()),
              stopping.best());
          return null;
        });
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - began) / 1e9;
  }

  private RoundRecord record(
      Attempt attempt, int epoch, int roundsPerEpoch, Double validLoss, int retries) {
    Outcome outcome = attempt.outcome;
    RoundTimes times = attempt.times;
    return new RoundRecord(
        epoch,
        spec.epochs(),
        progress.rounds(),
        roundsPerEpoch * spec.epochs(),
        outcome.steps(),
        outcome.examples(),
        outcome.mean().reports().size(),
        rates.rate(model.iteration() - 1) * guard.rateFactor(),
        outcome.loss(),
        validLoss,
        attempt.step.movement(),
        retries,
        times.total(),
        times.compute(),
        times.broadcast(),
        times.reduce(),
        times.waiting(),
        attempt.bytesDown,
        outcome.bytesUp(),
        outcome.examples() / times.total());
  }

  private Trained trained(Ended ended, int resumedFrom) {
    EarlyStopping.Memory seen = stopping.memory();
    boolean best = stopping.best() != null;
    int epochs = (progress.rounds() - 1) / roundsPerEpoch() + 1;
    return new Trained(
        best ? new ModelState(stopping.best(), new float[0], model.iteration()) : model,
        best ? seen.bestEpoch() : epochs,
        best ? seen.bestLoss() : Double.NaN,
        epochs,
        progress.rounds(),
        workers,
        progress.period(),
        progress.examples(),
        seconds(),
        ended,
        resumedFrom,
        badRounds,
        ledger.bySeconds(),
        ledger.line());
  }
}
