package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.diabolo.engine.Replica;
import org.diabolo.field.Field;
import org.diabolo.field.ImageField;
import org.diabolo.field.NumberField;
import org.diabolo.job.CnnSpec;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.FieldSpec.Kind;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RnnSpec.Attend;
import org.diabolo.job.RnnSpec.Attention;
import org.diabolo.network.Networks;
import org.diabolo.network.TestFamilies;
import org.diabolo.network.TestFamilies.Rows;
import org.diabolo.network.TestNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks whose codes are to stay near to anchors, which some of the rows do not have. */
class AnchorParityTest {
  private static final NumberField IMAGE = new ImageField(2, 5, 1);
  private static final RegularizationSpec CAREFUL =
      new RegularizationSpec(0.1, 0.01, 0.02, 0, RegularizationSpec.NONE.sampling());

  private final Data data = new Data(5);

  @ParameterizedTest
  @EnumSource(names = {"NONE", "LAYER"})
  void gradientsAreThoseOfDl4jAndOfFiniteDifferences(Norm norm) {
    Networks networks = TestNetworks.mlp(IMAGE, IMAGE, Activation.TANH, norm, 0);
    Parity.check(networks.anchored(2.5), step -> batch(networks, step));
  }

  static Stream<Networks> families() {
    Field text = TestFamilies.field(Kind.TEXT);
    Field image = TestFamilies.field(Kind.IMAGE);
    return Stream.of(
        TestNetworks.mlp(IMAGE, IMAGE, Activation.RELU, Norm.BATCH, 0),
        TestFamilies.networks(
            text,
            text,
            TestFamilies.rnn(true, 0, Attention.NONE, Attend.AFTER),
            TestFamilies.rnn(false, 0, Attention.DOT, Attend.AFTER),
            CAREFUL),
        TestFamilies.networks(
            image,
            image,
            TestFamilies.cnn(CnnSpec.Growth.TRANSPOSED, Norm.BATCH, 0),
            TestFamilies.cnn(CnnSpec.Growth.TRANSPOSED, Norm.LAYER, 0),
            RegularizationSpec.NONE));
  }

  @ParameterizedTest
  @MethodSource("families")
  void stepsAsDl4jDoes(Networks networks) {
    Parity.checkSteps(networks.anchored(2.5), step -> batch(networks, step));
  }

  @Test
  void aRowsLossGrowsByTheWeightTimesTheMeanSquareAndOtherRowsNot() {
    Networks networks = TestNetworks.mlp(IMAGE, IMAGE, Activation.TANH, Norm.NONE, 0);
    FusedReplicaFactory plain = new FusedReplicaFactory(networks.joint().toJson());
    FusedReplicaFactory anchored = new FusedReplicaFactory(networks.anchored(2.5).toJson());
    assertThat(anchored.start().parameters()).isEqualTo(plain.start().parameters());
    Batch batch = batch(networks, 0);
    Replica without = plain.create();
    without.load(plain.start(), 1);
    Replica with = anchored.create();
    with.load(plain.start(), 1);
    float[] codes = codes(networks, plain.start().parameters(), batch);
    Values anchors = batch.labels().get(1);
    double sum = 0;
    for (int i = 0; i < batch.rows() * 3; i++) {
      sum += anchors.mask()[i / 3] * Math.pow(codes[i] - anchors.data()[i], 2) / 3;
    }

    double added = with.loss(batch) - without.loss(batch);

    assertThat(added).isCloseTo(2.5 * sum / batch.rows(), within(1e-5));
    Arrays.fill(anchors.mask(), 0);
    assertThat(with.loss(batch)).isEqualTo(without.loss(batch));
  }

  private static float[] codes(Networks networks, float[] parameters, Batch batch) {
    try {
      return new FusedForward(networks.part(parameters, networks.encoder()))
          .apply(batch.rows(), batch.source());
    } catch (org.diabolo.engine.fused.plan.UncoveredException e) {
      throw new AssertionError(e);
    }
  }

  private Batch batch(Networks networks, int step) {
    int rows = step % 4 == 3 ? 5 : 7;
    Batch plain =
        Rows.random(networks.source(), networks.target(), rows, step)
            .batch(networks.feeds(), 0, rows);
    float[] mask = new float[rows];
    for (int row = 0; row < rows; row++) {
      mask[row] = (row + step) % 3 == 0 ? 0 : 1;
    }
    List<Values> labels = new ArrayList<>(plain.labels());
    int code = networks.spec().encoder().code();
    labels.add(new Values(data.flat(rows, code).data(), 1, mask));
    return new Batch(rows, plain.inputs(), labels);
  }
}
