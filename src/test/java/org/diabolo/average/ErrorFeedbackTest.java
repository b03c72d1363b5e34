package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.diabolo.average.exchange.Packed;
import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.job.AveragingSpec.Outer;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.job.AveragingSpec.Updater;
import org.diabolo.job.TrainSpec;
import org.junit.jupiter.api.Test;

/** What half precision leaves unsent in a round is sent in a later one. */
class ErrorFeedbackTest {
  /** Replicas whose every step moves the parameters by the same. */
  private record Drift(float[] by) implements ReplicaFactory {
    @Override
    public ModelState start() {
      return new ModelState(new float[by.length], new float[0], 0);
    }

    @Override
    public String model() {
      return toString();
    }

    @Override
    public Replica create() {
      return new Replica() {
        private float[] parameters;
        private long iteration;

        @Override
        public void load(ModelState state, long seed) {
          parameters = state.parameters().clone();
          iteration = state.iteration();
        }

        @Override
        public double step(Batch batch, double rate) {
          for (int i = 0; i < by.length; i++) {
            parameters[i] += by[i];
          }
          iteration++;
          return 1;
        }

        @Override
        public double loss(Batch batch) {
          return 1;
        }

        @Override
        public ModelState save() {
          return new ModelState(parameters.clone(), new float[0], iteration);
        }
      };
    }
  }

  /**
   * @return rounds of one step each, and where they led
   */
  private static Trained drift(Transfer transfer, int workers, float... by) {
    TrainSpec spec =
        TrainSpec.of(4, 8, workers, 1)
            .with(LocalTraining.averaging(workers, 1, Outer.PLAIN, Updater.AVERAGED, transfer));
    Trained trained = new LocalTraining(spec, new Drift(by)).run(0);
    assertThat(trained.rounds()).isGreaterThanOrEqualTo(60);
    return trained;
  }

  private static void check(Transfer transfer, int number, double unit, float... by) {
    for (int workers = 1; workers <= 2; workers++) {
      Trained trained = drift(transfer, workers, by);
      double exact = (double) by[number] * trained.rounds();
      double lossy = (double) Packed.of(transfer, by).unpacked()[number] * trained.rounds();
      assertThat((double) trained.state().parameters()[number]).isEqualTo(exact, within(unit));
      assertThat(Math.abs(lossy - exact)).as("without feedback").isGreaterThan(10 * unit);
    }
  }

  /** bf16 tells 1 from 1 + 2^-7; every movement is rounded down by nearly half of that. */
  @Test
  void roundingInOneDirectionDoesNotAddUp() {
    check(Transfer.BF16, 0, 0x1p-8, 1 + 0x1.Cp-9f);
  }

  /** Beside a movement of 1 a block of fp16 ends at 2^-38: a tenth of that is sent at times. */
  @Test
  void movementsBelowTheSmallestStepAddUp() {
    check(Transfer.FP16, 1, 0x1p-39, 1, 0x1.8p-40f);
  }
}
