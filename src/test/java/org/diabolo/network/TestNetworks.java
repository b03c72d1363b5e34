package org.diabolo.network;

import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.field.VectorField;
import org.diabolo.job.DecoderSpec;
import org.diabolo.job.EncoderSpec;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.JobSpec;
import org.diabolo.job.MlpSpec;
import org.diabolo.job.OptimizerSpec;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.job.TrainSpec;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Small networks for tests, made from a spec that no file was read for. */
public final class TestNetworks {
  private TestNetworks() {}

  /** An mlp with two hidden layers on the encoder's side and one on the decoder's. */
  public static Networks mlp(
      Field source, Field target, Activation activation, Norm norm, double dropout) {
    return mlp(source, target, activation, norm, dropout, Optimizer.ADAM, 1);
  }

  /** The same, with optimiser and seed. */
  public static Networks mlp(
      Field source,
      Field target,
      Activation activation,
      Norm norm,
      double dropout,
      Optimizer optimizer,
      long seed) {
    TrainSpec plain = TrainSpec.of(1, 8, 1, 1);
    TrainSpec train =
        new TrainSpec(
            1,
            plain.batch(),
            OptimizerSpec.constant(optimizer, 0.01),
            plain.averaging(),
            plain.stopping(),
            plain.checkpoints(),
            plain.regularization(),
            plain.averageBest(),
            plain.engine(),
            seed);
    JobSpec spec =
        new JobSpec(
            "test",
            null,
            null,
            null,
            new EncoderSpec(new MlpSpec(List.of(8, 6), activation, dropout, norm), 3),
            new DecoderSpec(new MlpSpec(List.of(7), activation, dropout, norm)),
            train,
            null,
            null,
            null,
            null);
    return new Networks(spec, source, target);
  }

  /** Numbers that nothing scales. */
  public static NumberField real(int size) {
    return VectorField.unscaled(size);
  }

  /** Uniform from {@code least} to {@code least + 1}. */
  public static float[] random(int count, double least, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (least + random.nextDouble());
    }
    return numbers;
  }

  /** A row-major matrix over a copy of the numbers. */
  public static INDArray matrix(float[] numbers, int rows) {
    return Nd4j.create(numbers.clone(), new long[] {rows, numbers.length / rows}, 'c');
  }

  /** A bundle of networks with the parameters that they begin with. */
  static Bundle bundle(Networks networks, Bundle.Card card) {
    ComputationGraph joint = new ComputationGraph(networks.joint());
    joint.init();
    float[] parameters = joint.params().dup().data().asFloat();
    return new Bundle(
        card,
        NetworkFile.write(networks.part(parameters, networks.encoder())),
        NetworkFile.write(networks.part(parameters, networks.decoder())));
  }
}
