package org.diabolo.average;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.diabolo.batch.Batch;
import org.diabolo.batch.BatchReader;
import org.diabolo.batch.Batching;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.Segment;
import org.diabolo.batch.Share;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.job.AveragingSpec;
import org.diabolo.job.AveragingSpec.Outer;
import org.diabolo.job.AveragingSpec.Updater;
import org.diabolo.job.TrainSpec;

/**
 * The whole algorithm again without Spark, with one replica in turn for all, at a constant rate.
 */
final class ReferenceRounds {
  private final TrainSpec spec;
  private final AveragingSpec averaging;
  private final List<Chunk> chunks;
  private final Replica replica;
  private final Map<Integer, ModelState> kept = new HashMap<>();
  private float[] parameters;
  private double[] momentum;

  ReferenceRounds(TrainSpec spec, ReplicaFactory factory, List<Chunk> chunks) {
    this.spec = spec;
    this.averaging = spec.averaging();
    this.chunks = chunks;
    this.replica = factory.create();
    this.parameters = factory.start().parameters();
    this.momentum = new double[parameters.length];
  }

  /** Parameters after all epochs, with the optimisers' states kept by replica or forgotten. */
  float[] run(List<Share> shares) {
    long steps = shares.stream().mapToLong(s -> s.steps(spec.batch().size())).max().orElseThrow();
    int round = 0;
    for (int epoch = 0; epoch < spec.epochs(); epoch++) {
      EpochOrder order = new EpochOrder(spec.seed(), epoch);
      for (long step = 0; step < steps; step += averaging.period()) {
        long from = step * spec.batch().size();
        double[] sum = new double[parameters.length];
        long seen = 0;
        for (Share share : shares) {
          long to = Math.min(from + (long) averaging.period() * spec.batch().size(), share.total());
          if (from < to) {
            float[] after = local(share, order, from, to);
            for (int i = 0; i < sum.length; i++) {
              sum[i] += (double) (to - from) * after[i];
            }
            seen += to - from;
          }
        }
        apply(sum, seen, round++);
      }
    }
    return parameters;
  }

  private float[] local(Share share, EpochOrder order, long from, long to) {
    ModelState own = kept.get(share.replica());
    replica.load(
        averaging.updater() == Updater.LOCAL && own != null
            ? new ModelState(parameters, own.updater(), own.iteration())
            : new ModelState(parameters, new float[0], 0),
        0);
    for (long at = from; at < to; at += spec.batch().size()) {
      replica.step(
          batch(share, order, at, Math.min(to, at + spec.batch().size())), spec.optimizer().rate());
    }
    ModelState after = replica.save();
    kept.put(share.replica(), after);
    return after.parameters();
  }

  private void apply(double[] sum, long seen, int round) {
    float[] next = new float[parameters.length];
    double mu = averaging.outerMomentum() * Math.min(1, round / (double) averaging.outerWarmup());
    for (int i = 0; i < next.length; i++) {
      float mean = (float) (sum[i] / seen);
      if (averaging.outer() == Outer.PLAIN) {
        next[i] = mean;
      } else {
        double movement = (double) mean - parameters[i];
        momentum[i] = mu * momentum[i] + movement;
        next[i] = (float) (parameters[i] + averaging.outerRate() * (movement + mu * momentum[i]));
        // It is carried on as a float.
        momentum[i] = (float) momentum[i];
      }
    }
    parameters = next;
  }

  private Batch batch(Share share, EpochOrder order, long from, long to) {
    List<Segment> segments = share.segments(order, from, to);
    List<Chunk> named = new ArrayList<>();
    for (Segment segment : segments) {
      chunks.stream().filter(c -> c.index() == segment.chunk()).forEach(named::add);
    }
    Batch batch =
        new BatchReader(named.iterator(), segments, order, Batching.flat((int) (to - from))).next();
    return new Batch(
        batch.rows(),
        Arrays.copyOf(batch.source(), batch.source().length),
        Arrays.copyOf(batch.target(), batch.target().length));
  }
}
