package org.diabolo.bench;

import org.diabolo.job.AveragingSpec;
import org.diabolo.job.AveragingSpec.Outer;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.job.StoppingSpec;
import org.diabolo.job.TrainSpec;

/** How the benches train: Adam at a constant rate, every epoch to its end, no checkpoints. */
final class Specs {
  private Specs() {}

  /** Plain averaging, validated after each epoch if at all. */
  static TrainSpec of(int epochs, int batch, int workers, int period, Transfer transfer) {
    AveragingSpec plain = AveragingSpec.plain(workers, period);
    return TrainSpec.of(epochs, batch, workers, period)
        .with(outer(plain, Outer.PLAIN, plain.outerRate(), plain.outerMomentum(), transfer))
        .with(validated(0));
  }

  /** Validation after so many rounds, or after each epoch where that is 0; no early stopping. */
  static StoppingSpec validated(int rounds) {
    StoppingSpec spec = StoppingSpec.DEFAULT;
    return new StoppingSpec(
        spec.validateEpochs(), rounds, Integer.MAX_VALUE, spec.minChange(), spec.maxMinutes());
  }

  /** The same with another outer step and transfer. */
  static AveragingSpec outer(
      AveragingSpec spec, Outer outer, double rate, double momentum, Transfer transfer) {
    return new AveragingSpec(
        spec.workers(),
        spec.period(),
        spec.overhead(),
        outer,
        rate,
        momentum,
        spec.outerWarmup(),
        spec.updater(),
        transfer);
  }
}
