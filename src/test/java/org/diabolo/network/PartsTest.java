package org.diabolo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.field.Field;
import org.diabolo.field.ImageField;
import org.diabolo.field.NumberField;
import org.diabolo.job.BadDataException;
import org.diabolo.job.CnnSpec;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RnnSpec.Attend;
import org.diabolo.job.RnnSpec.Attention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The joint network taken apart into encoder and decoder. */
class PartsTest {
  private static final NumberField IMAGE = new ImageField(2, 5, 1);

  @ParameterizedTest
  @CsvSource({"NONE, 0", "NONE, 0.3", "LAYER, 0", "LAYER, 0.3", "BATCH, 0", "BATCH, 0.3"})
  void encoderThenDecoderGivesWhatTheJointNetworkGives(Norm norm, double dropout) {
    Networks networks = TestNetworks.mlp(IMAGE, IMAGE, Activation.RELU, norm, dropout);
    ComputationGraph joint = new ComputationGraph(networks.joint());
    joint.init();
    INDArray rows = TestNetworks.matrix(TestNetworks.random(160, 0, 5), 16);
    for (int step = 0; step < 5; step++) {
      // So that norms and biases are not at their start.
      joint.fit(new INDArray[] {rows}, new INDArray[] {rows});
    }
    float[] parameters = joint.params().dup().data().asFloat();

    INDArray code = networks.part(parameters, networks.encoder()).outputSingle(rows);
    INDArray decoded = networks.part(parameters, networks.decoder()).outputSingle(code);

    assertThat(code.shape()).containsExactly(16, 3);
    INDArray expected = joint.outputSingle(rows);
    assertThat(decoded.dup('c').data().asFloat())
        .containsExactly(expected.dup('c').data().asFloat(), within(1e-6f));
    // The inputs matter: otherwise equal outputs would say nothing.
    assertThat(expected.getRow(0).distance2(expected.getRow(1))).isGreaterThan(1e-4);
  }

  static Stream<Networks> networks() {
    NumberField image = (NumberField) TestFamilies.field(FieldSpec.Kind.IMAGE);
    Field text = TestFamilies.field(FieldSpec.Kind.TEXT);
    return Stream.of(
        TestNetworks.mlp(IMAGE, IMAGE, Activation.RELU, Norm.BATCH, 0.3),
        TestFamilies.networks(
            image,
            image,
            TestFamilies.cnn(CnnSpec.Growth.TRANSPOSED, Norm.BATCH, 0),
            TestFamilies.cnn(CnnSpec.Growth.TRANSPOSED, Norm.LAYER, 0),
            RegularizationSpec.NONE),
        TestFamilies.networks(
            text,
            text,
            TestFamilies.rnn(true, 0, Attention.NONE, Attend.AFTER),
            TestFamilies.rnn(false, 0, Attention.MULTIHEAD, Attend.AFTER),
            RegularizationSpec.NONE),
        TestFamilies.networks(
            image, text, TestFamilies.mlp(0), TestFamilies.mlp(0), RegularizationSpec.NONE));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void joinedFromTheFilesOfItsPartsItIsTheSameToTheBit(Networks networks) {
    ComputationGraph joint = new ComputationGraph(networks.joint());
    joint.init();
    // No two are equal, and statistics are not at their start.
    float[] parameters = new float[(int) joint.params().length()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = 1 + i / 1e4f;
    }

    float[] joined =
        networks.joined(
            Stream.of(networks.encoder(), networks.decoder())
                .map(part -> NetworkFile.write(networks.part(parameters, part)))
                .map(NetworkFile::read)
                .toList());

    assertThat(joined).isEqualTo(parameters);
  }

  @Test
  void joinedFromAnotherNetworkItIsRefused() {
    Networks plain = TestNetworks.mlp(IMAGE, IMAGE, Activation.RELU, Norm.NONE, 0);
    NumberField wider = new ImageField(3, 5, 1);
    Networks other = TestNetworks.mlp(wider, wider, Activation.RELU, Norm.NONE, 0);
    ComputationGraph encoder = new ComputationGraph(other.encoder());
    encoder.init();

    assertThatThrownBy(() -> plain.joined(List.of(encoder)))
        .isInstanceOf(BadDataException.class)
        .hasMessage("layer encoder-0 has not the W that this job's network has");
  }

  @Test
  void takingApartLeavesTheParametersAlone() {
    Networks plain = TestNetworks.mlp(IMAGE, IMAGE, Activation.RELU, Norm.NONE, 0);
    ComputationGraph joint = new ComputationGraph(plain.joint());
    joint.init();
    float[] parameters = joint.params().dup().data().asFloat();
    float[] before = parameters.clone();

    ComputationGraph encoder = plain.part(parameters, plain.encoder());
    encoder.params().assign(0);

    assertThat(parameters).isEqualTo(before);
    assertThat(plain.part(parameters, plain.encoder()).params().data().asFloat())
        .isEqualTo(Arrays.copyOf(before, 88 + 54 + 21));
  }
}
