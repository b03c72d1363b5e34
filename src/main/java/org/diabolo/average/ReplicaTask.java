package org.diabolo.average;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.diabolo.average.ReplicaMemory.Kept;
import org.diabolo.average.exchange.Packed;
import org.diabolo.average.exchange.RoundResult;
import org.diabolo.average.exchange.RoundResult.Report;
import org.diabolo.batch.Batch;
import org.diabolo.batch.BatchReader;
import org.diabolo.batch.Batching;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.Denoising;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.Segment;
import org.diabolo.batch.Share;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.job.AveragingSpec.Updater;
import org.diabolo.job.RegularizationSpec.Sampling;

/**
 * One replica's part of one round: a function of the global state and of its rows alone, so that a
 * task that Spark runs again gives the same bits. (With a local optimiser state or half precision
 * also of what its executor kept.)
 *
 * @param replica which one
 * @param segments of its chunks that this round reads
 * @param last round in which it took part before this one; -1 for none that is known
 */
record ReplicaTask(int replica, List<Segment> segments, long last) implements Serializable {

  /**
   * What all replicas of a round have in common.
   *
   * @param training whose memory it is
   * @param trainings of the application when the round began
   * @param round applied rounds before this one
   * @param order of the epoch
   * @param batching how batches are cut and filled
   * @param period local steps
   * @param rates of the steps
   * @param sampling how often a decoder is fed its own guess
   * @param rateFactor of all rates, below 1 when a bad round is tried again
   * @param updater what becomes of the optimiser's state
   * @param transfer how the movement is sent
   */
  record Terms(
      long training,
      LiveTrainings.Moment trainings,
      long round,
      EpochOrder order,
      Batching batching,
      int period,
      RateSchedule rates,
      Sampling sampling,
      double rateFactor,
      Updater updater,
      Transfer transfer)
      implements Serializable {

    private boolean remembers() {
      return updater == Updater.LOCAL || transfer != Transfer.FP32;
    }
  }

  /** What it reads. */
  Share part() {
    return new Share(replica, segments);
  }

  RoundResult train(
      Replica slot, Supplier<ModelState> global, Terms terms, Iterator<Chunk> chunks) {
    long began = System.nanoTime();
    ModelState start = global.get();
    Kept recalled =
        terms.remembers() && terms.round > 0
            ? ReplicaMemory.recall(terms.training, replica, last)
            : Kept.NOTHING;
    Kept kept = recalled == null ? Kept.NOTHING : recalled;
    long seed = terms.order.networkSeed(replica, start.iteration());
    ModelState from =
        switch (terms.updater) {
          case AVERAGED -> start;
          case LOCAL -> new ModelState(start.parameters(), kept.updater(), kept.iteration());
          case RESET -> new ModelState(start.parameters(), new float[0], 0);
        };
    slot.load(from, seed);
    long loaded = System.nanoTime();
    Steps steps = steps(slot, start.iteration(), terms, chunks);
    long computed = System.nanoTime();

    ModelState end = slot.save();
    Packed parameters = new Packed.Fp32(end.parameters());
    float[] unsent = new float[0];
    if (terms.transfer != Transfer.FP32) {
      float[] movement = movement(end.parameters(), start.parameters(), kept.unsent());
      parameters = Packed.of(terms.transfer, movement);
      unsent = subtract(movement, parameters.unpacked());
    }
    Packed updater = updater(terms, end.updater());
    if (terms.remembers()) {
      boolean local = terms.updater == Updater.LOCAL;
      ReplicaMemory.keep(
          terms.training,
          replica,
          terms.round,
          new Kept(local ? end.updater() : new float[0], end.iteration(), unsent),
          terms.trainings);
    }
    return new RoundResult(
        parameters,
        updater,
        new Report(
            replica,
            steps.examples,
            steps.count,
            end.iteration() - from.iteration(),
            steps.lossSum,
            loaded - began,
            computed - loaded,
            System.nanoTime() - computed,
            parameters.bytes() + updater.bytes(),
            recalled == null));
  }

  private static final class Steps {
    private long examples;
    private int count;
    private double lossSum;
  }

  private Steps steps(Replica slot, long first, Terms terms, Iterator<Chunk> chunks) {
    BatchReader batches = new BatchReader(chunks, segments, terms.order, terms.batching);
    Steps steps = new Steps();
    // A loss that is no number stays so: the round will not be applied, the rest is idle work.
    while (batches.hasNext() && Double.isFinite(steps.lossSum)) {
      Batch batch = batches.next();
      long step = first + steps.count;
      SplittableRandom random = terms.order.inputs(replica, step);
      Denoising.spoil(batch, terms.batching, random);
      double own = terms.sampling.rate(terms.rates.done(step));
      ScheduledSampling.apply(slot, batch, terms.batching.feeds().inputs(), own, random);
      double rate = terms.rates.rate(step) * terms.rateFactor;
      steps.lossSum += slot.step(batch, rate) * batch.rows();
      steps.examples += batch.rows();
      steps.count++;
    }
    return steps;
  }

  /** Adam's second moments span more than half precision's range: bf16 has that of a float. */
  private static Packed updater(Terms terms, float[] updater) {
    if (terms.updater != Updater.AVERAGED) {
      return new Packed.Fp32(new float[0]);
    }
    // Within a few steps they change by less than bf16 can tell.
    boolean whole = terms.transfer == Transfer.FP32 || terms.period < 10;
    return Packed.of(whole ? Transfer.FP32 : Transfer.BF16, updater);
  }

  private static float[] movement(float[] end, float[] start, float[] unsent) {
    float[] movement = subtract(end, start);
    for (int i = 0; i < unsent.length; i++) {
      movement[i] += unsent[i];
    }
    return movement;
  }

  private static float[] subtract(float[] a, float[] b) {
    float[] difference = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }
}
