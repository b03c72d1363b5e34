package org.diabolo.average;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.average.TimeLedger.Kind;
import org.diabolo.average.Trained.Ended;
import org.diabolo.average.checkpoint.Checkpoints;
import org.diabolo.average.checkpoint.TrainingState;
import org.diabolo.average.checkpoint.TrainingState.Progress;
import org.diabolo.average.exchange.GlobalModel;
import org.diabolo.average.rows.TrainingRows;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.job.AveragingSpec;
import org.diabolo.job.AveragingSpec.Outer;
import org.diabolo.job.AveragingSpec.Updater;
import org.diabolo.job.TrainSpec;
import org.diabolo.spark.Described;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One training, from its first round or a checkpoint to its end. */
final class Training {
  private static final Logger LOG = LoggerFactory.getLogger(Training.class);

  private final TrainSpec spec;
  private final ReplicaFactory factory;
  private final Supplier<ModelState> start;
  private final TrainingListener listener;
  private final Checkpoints checkpoints;
  private final TimeLedger ledger;
  private final Described described;
  private final TrainingRows validationRows;
  private final EpochParts parts;
  private final WorkerCount workerCount;
  private final RoundTrial trial;
  private final Validation validation;
  private final GlobalModel global;
  private final RoundGuard guard = new RoundGuard();
  private final EarlyStopping stopping;
  private final int firstWorkers;
  private final long number = LiveTrainings.begin();
  private final long began = System.nanoTime();

  private ModelState model;
  private float[] momentum;
  private Progress progress;
  private EpochPart part;
  private double secondsBefore;
  private int badRounds;

  Training(
      JavaSparkContext spark,
      TrainSpec spec,
      ReplicaFactory factory,
      Supplier<ModelState> start,
      TrainingListener listener,
      Checkpoints checkpoints,
      TimeLedger ledger,
      Described described,
      TrainingRows rows,
      TrainingRows validationRows,
      WorkerCount workerCount,
      int firstEpoch) {
    this.spec = spec;
    this.factory = factory;
    this.start = start;
    this.listener = listener;
    this.checkpoints = checkpoints;
    this.ledger = ledger;
    this.described = described;
    this.validationRows = validationRows;
    this.parts = new EpochParts(rows, spec, firstEpoch);
    this.workerCount = workerCount;
    this.validation = new Validation(factory, validationRows);
    this.global = new GlobalModel(spark);
    this.stopping = new EarlyStopping(spec.stopping(), spec.averageBest());
    this.firstWorkers = rows.shares().size();
    this.trial =
        new RoundTrial(
            spec.averaging(),
            factory.statistics(),
            new Rounds(spark, factory, rows, spec, number),
            parts,
            global,
            guard,
            described);
  }

  Trained run(Optional<Checkpoints.Restored> restored) {
    try {
      restored.ifPresentOrElse(this::restore, this::begin);
      int resumedFrom = progress.rounds();
      Ended ended = progress.epoch() == spec.epochs() ? Ended.EPOCHS : null;
      while (ended == null) {
        ended = round();
      }
      return trained(ended, resumedFrom);
    } finally {
      global.close();
      LiveTrainings.end(number);
      ReplicaMemory.forget(number);
    }
  }

  private void begin() {
    ModelState first = start.get();
    model =
        spec.averaging().updater() == Updater.AVERAGED
            ? first
            : new ModelState(first.parameters(), new float[0], first.iteration());
    momentum = trial.noMomentum(first, firstWorkers);
    at(Progress.start(firstWorkers, period()));
    AveragingSpec asked = spec.averaging();
    if (asked.period() == AveragingSpec.AUTO || asked.workers() == AveragingSpec.AUTO) {
      // What was found here must be found again by whoever goes on.
      checkpoint();
    }
  }

  private void restore(Checkpoints.Restored restored) {
    TrainingState state = restored.state();
    model = state.model();
    momentum = state.momentum();
    at(state.progress());
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
    int found = ledger.time(Kind.PROBE, () -> trial.probe(model, firstWorkers, listener));
    LOG.info("averaging every {} local steps", found);
    return found;
  }

  private void at(Progress place) {
    progress = place;
    part = parts.at(place);
  }

  /** Goes on with as many replicas as there are task slots now, where the job leaves it to us. */
  private void follow() {
    int before = progress.workers();
    int now = workerCount.next(before);
    if (now == before) {
      return;
    }
    LOG.info(
        "from round {} on as many replicas as there are task slots now: {} instead of {}",
        progress.rounds() + 1,
        now,
        before);
    at(parts.changed(progress, now, model.iteration()));
    guard.workersChanged();
    if (trial.noMomentum(model, now).length != momentum.length) {
      momentum = trial.noMomentum(model, now);
      progress = progress.momentumReset();
    }
  }

  /** A round and what is due after it; says why training ends if it does. */
  private Ended round() {
    follow();
    int retries = 0;
    Attempt attempt = trial.attempt(part, model, momentum, progress);
    while (attempt.complaint() != null) {
      retries++;
      refuse(attempt, retries);
      attempt = trial.attempt(part, model, momentum, progress);
    }
    apply(attempt);
    boolean last = progress.epoch() == spec.epochs();
    double minutes = spec.stopping().maxMinutes();
    boolean timeOver = minutes > 0 && seconds() > 60 * minutes;
    Double validLoss = validationDue(last || timeOver) ? validate() : null;
    listener.roundEnded(
        attempt.record(progress, spec.epochs(), parts.rounds(progress, part), validLoss, retries),
        model);
    Ended ended = null;
    if (last) {
      ended = Ended.EPOCHS;
    } else if (validationRows.rows() > 0 && stopping.shouldStop()) {
      ended = Ended.PATIENCE;
    } else if (timeOver) {
      ended = Ended.TIME;
    } else if (checkpoints.due(progress.rounds())) {
      checkpoint();
    }
    return ended;
  }

  private void refuse(Attempt attempt, int retries) {
    badRounds++;
    ledger.add(Kind.RETRIES, attempt.times().total());
    String where = "epoch " + (progress.epoch() + 1) + ", round " + (progress.rounds() + 1);
    if (guard.givesUp(retries)) {
      checkpoint();
      throw diverged(
          where, attempt.complaint() + ", also at " + guard.rateFactor() + " of the learning rate");
    }
    guard.refused();
    // What led here is not to be carried on.
    momentum = trial.noMomentum(model, part.workers());
    progress = progress.momentumReset();
    LOG.warn(
        "{} is not applied: {}; trying again at {} of the learning rate",
        where,
        attempt.complaint(),
        guard.rateFactor());
  }

  private void apply(Attempt attempt) {
    ledger.add(attempt.times());
    guard.applied(
        attempt.outcome().loss(),
        attempt.step().movement(),
        attempt.reach(),
        attempt.outcome().examples());
    // Those that have just joined never had anything.
    if (attempt.outcome().forgot() > 0 && !progress.justChanged()) {
      LOG.warn(
          "{} replicas began this round without what their executors had kept for them",
          attempt.outcome().forgot());
    }
    model = attempt.model(model);
    momentum = attempt.step().momentum();
    progress = progress.next(part.roundsOfEpoch(), attempt.outcome().examples(), seconds());
    if (progress.roundOfEpoch() == 0) {
      at(parts.aligned(progress, model.iteration()));
    }
  }

  private boolean validationDue(boolean ends) {
    if (validationRows.rows() == 0) {
      return false;
    }
    int rounds = spec.stopping().validateRounds();
    int epochs = spec.stopping().validateEpochs();
    boolean due =
        rounds > 0
            ? progress.rounds() % rounds == 0
            : progress.roundOfEpoch() == 0 && progress.epoch() % epochs == 0;
    return ends || due;
  }

  private double validate() {
    int round = progress.rounds();
    double loss = loss("validation after round " + round, model);
    if (!Double.isFinite(loss)) {
      checkpoint();
      throw diverged(
          "epoch " + progress.epochOfLastRound() + ", round " + round,
          "the validation loss is " + loss);
    }
    stopping.see(
        model.parameters(),
        loss,
        progress.epochOfLastRound(),
        round,
        part.rates().settling(model.iteration()));
    return loss;
  }

  private double loss(String what, ModelState state) {
    return described.as(
        what,
        () ->
            ledger.time(
                Kind.VALIDATION, () -> validation.loss(global.publish(state), progress.workers())));
  }

  private TrainingDivergedException diverged(String where, String what) {
    return new TrainingDivergedException(
        where, what, spec.optimizer().rate(), checkpoints.describe());
  }

  private void checkpoint() {
    listener.checkpointing(progress.rounds());
    TrainingState state =
        new TrainingState(model, momentum, progress, guard.memory(), stopping.memory());
    ledger.time(
        Kind.CHECKPOINTS,
        () -> {
          checkpoints.write(state, stopping.kept());
          return null;
        });
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - began) / 1e9;
  }

  /** What training leaves: parameters, their validation loss, and of how many they are the mean. */
  private record Kept(ModelState state, double loss, int averaged) {}

  private Kept kept() {
    if (stopping.best() == null) {
      return new Kept(model, Double.NaN, 1);
    }
    double bestLoss = stopping.memory().bestLoss();
    float[] mean = stopping.mean();
    if (mean != null) {
      ModelState state = new ModelState(mean, new float[0], model.iteration());
      double loss = loss("validation of the mean of the best", state);
      int count = stopping.kept().size();
      boolean better = loss < bestLoss;
      LOG.info(
          "the mean of the {} best parameters has a validation loss of {}, the best of them {}:"
              + " kept is {}",
          count,
          loss,
          bestLoss,
          better ? "the mean" : "the best");
      if (better) {
        return new Kept(state, loss, count);
      }
    }
    return new Kept(new ModelState(stopping.best(), new float[0], model.iteration()), bestLoss, 1);
  }

  private Trained trained(Ended ended, int resumedFrom) {
    Kept kept = kept();
    int epochs = progress.epochOfLastRound();
    return new Trained(
        kept.state,
        stopping.best() != null ? stopping.memory().bestEpoch() : epochs,
        kept.loss,
        kept.averaged,
        epochs,
        progress.rounds(),
        progress.workers(),
        progress.workersByRound(),
        progress.period(),
        spec.averaging().nesterov(progress.workers()) ? Outer.NESTEROV : Outer.PLAIN,
        progress.examples(),
        seconds(),
        ended,
        resumedFrom,
        badRounds,
        ledger.bySeconds(),
        ledger.line());
  }
}
