package org.diabolo.average;

import org.diabolo.average.OuterStep.Sent;
import org.diabolo.average.PeriodProbe.Sample;
import org.diabolo.average.Rounds.Outcome;
import org.diabolo.average.Rounds.Stretch;
import org.diabolo.average.checkpoint.TrainingState.Progress;
import org.diabolo.average.exchange.GlobalModel;
import org.diabolo.engine.ModelState;
import org.diabolo.job.AveragingSpec;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.spark.Described;

/** Tries rounds: publishes the state, lets the replicas train, and prepares the outer step. */
final class RoundTrial {
  private final AveragingSpec spec;
  private final Rounds rounds;
  private final int[] statistics;
  private final EpochParts parts;
  private final GlobalModel global;
  private final RoundGuard guard;
  private final Described described;

  RoundTrial(
      AveragingSpec spec,
      int[] statistics,
      Rounds rounds,
      EpochParts parts,
      GlobalModel global,
      RoundGuard guard,
      Described described) {
    this.spec = spec;
    this.rounds = rounds;
    this.statistics = statistics;
    this.parts = parts;
    this.global = global;
    this.guard = guard;
    this.described = described;
  }

  float[] noMomentum(ModelState model, int replicas) {
    return new float[outer(replicas).momentumSize(model.parameters().length)];
  }

  private OuterStep outer(int replicas) {
    return new OuterStep(spec, replicas, statistics);
  }

  Attempt attempt(EpochPart part, ModelState model, float[] momentum, Progress progress) {
    String name = "round " + (progress.roundOfEpoch() + 1) + " of epoch " + (progress.epoch() + 1);
    return described.as(name, () -> tried(part, model, momentum, progress));
  }

  private Attempt tried(EpochPart part, ModelState model, float[] momentum, Progress progress) {
    long began = System.nanoTime();
    var published = global.publish(model);
    double publishing = since(began);
    double factor = guard.rateFactor();
    Outcome outcome =
        rounds.run(
            published,
            model.numbers(),
            new Stretch(
                part,
                parts.order(progress.epoch()),
                progress.roundOfEpoch() - part.firstRound(),
                progress.period(),
                progress.rounds(),
                factor));
    long reduced = System.nanoTime();
    OuterStep.Result step =
        outer(part.workers())
            .apply(
                model.parameters(),
                outcome.mean().parameters(),
                spec.transfer() == Transfer.FP32 ? Sent.PARAMETERS : Sent.MOVEMENT,
                momentum,
                progress.sinceReset());
    RoundTimes times =
        outcome
            .times()
            .plus(RoundTimes.broadcast(publishing))
            .plus(RoundTimes.reduce(since(reduced)));
    double reach = part.rates().sum(model.iteration(), outcome.steps()) * factor;
    return new Attempt(
        outcome,
        step,
        part.rates().rate(model.iteration() + outcome.steps() - 1) * factor,
        reach,
        times,
        Float.BYTES * model.numbers(),
        guard.complaint(outcome.loss(), step.movement(), step.from(), reach, outcome.examples()));
  }

  /** Finds a period by rounds that are forgotten. */
  int probe(ModelState model, int replicas, TrainingListener listener) {
    EpochPart part = parts.at(Progress.start(replicas, 1));
    return described.as(
        "finding the period",
        () ->
            PeriodProbe.find(
                parts.stepsPerEpoch(replicas),
                spec.overhead(),
                steps -> sample(part, model, steps),
                listener));
  }

  private Sample sample(EpochPart part, ModelState model, int steps) {
    long began = System.nanoTime();
    // A state of its own: publishing must be measured too.
    ModelState copy = new ModelState(model.parameters(), model.updater(), model.iteration());
    Outcome outcome =
        rounds.run(
            global.publish(copy),
            copy.numbers(),
            new Stretch(part, parts.order(0), 0, steps, 0, 1));
    return new Sample(since(began), outcome.times().compute(), outcome.steps());
  }

  private static double since(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
