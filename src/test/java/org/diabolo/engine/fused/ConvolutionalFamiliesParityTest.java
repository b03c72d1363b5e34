package org.diabolo.engine.fused;

import java.util.stream.Stream;
import org.diabolo.batch.Batch;
import org.diabolo.job.CnnSpec.Growth;
import org.diabolo.job.FamilySpec;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.FieldSpec.Kind;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RnnSpec.Attend;
import org.diabolo.job.RnnSpec.Attention;
import org.diabolo.network.Networks;
import org.diabolo.network.TestFamilies;
import org.diabolo.network.TestFamilies.Rows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The graphs of convolutional encoders and decoders, as jobs train them, by both engines. */
class ConvolutionalFamiliesParityTest {

  static Stream<Arguments> pairs() {
    FamilySpec transposed = TestFamilies.cnn(Growth.TRANSPOSED, Norm.BATCH, 0);
    FamilySpec upsampling = TestFamilies.cnn(Growth.UPSAMPLING, Norm.BATCH, 0);
    FamilySpec plain = TestFamilies.cnn(Growth.TRANSPOSED, Norm.NONE, 0);
    FamilySpec rnn = TestFamilies.rnn(false, 0, Attention.NONE, Attend.AFTER);
    return Stream.of(
        Arguments.of(Kind.IMAGE, transposed, Kind.IMAGE, transposed),
        Arguments.of(Kind.IMAGE, upsampling, Kind.IMAGE, upsampling),
        Arguments.of(Kind.VECTOR, plain, Kind.VECTOR, plain),
        Arguments.of(Kind.IMAGE, plain, Kind.TEXT, rnn),
        Arguments.of(Kind.TEXT, rnn, Kind.IMAGE, plain),
        Arguments.of(Kind.TEXT, rnn, Kind.TEXT, transposed),
        Arguments.of(Kind.VECTOR, TestFamilies.mlp(0), Kind.TEXT, upsampling),
        Arguments.of(Kind.IMAGE, transposed, Kind.VECTOR, TestFamilies.mlp(0)),
        Arguments.of(Kind.TEXT, plain, Kind.VECTOR, TestFamilies.mlp(0)));
  }

  /** Without finite differences: running statistics have none. */
  @ParameterizedTest
  @MethodSource("pairs")
  void stepsAsDl4jDoes(Kind source, FamilySpec encoder, Kind target, FamilySpec decoder) {
    Networks networks =
        TestFamilies.networks(
            TestFamilies.field(source),
            TestFamilies.field(target),
            encoder,
            decoder,
            RegularizationSpec.NONE);
    Parity.checkSteps(networks.joint(), step -> batch(networks, step));
  }

  private static Batch batch(Networks networks, int step) {
    int rows = step % 4 == 3 ? 5 : 7;
    return Rows.random(networks.source(), networks.target(), rows, step)
        .batch(networks.feeds(), 0, rows);
  }
}
