package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.diabolo.engine.Stepwise;
import org.diabolo.engine.dl4j.Dl4jStepwise;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.diabolo.field.Field;
import org.diabolo.job.FamilySpec;
import org.diabolo.job.FieldSpec.Kind;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RnnSpec.Attend;
import org.diabolo.job.RnnSpec.Attention;
import org.diabolo.network.Networks;
import org.diabolo.network.Port;
import org.diabolo.network.TestFamilies;
import org.diabolo.network.TestFamilies.Rows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The graphs of recurrent encoders and decoders, as jobs train them, by both engines. */
class RecurrentFamiliesParityTest {
  private static final RegularizationSpec CAREFUL =
      new RegularizationSpec(0.1, 0.01, 0.02, 0, RegularizationSpec.NONE.sampling());

  static Stream<Arguments> pairs() {
    FamilySpec both = TestFamilies.rnn(true, 0, Attention.NONE, Attend.AFTER);
    FamilySpec one = TestFamilies.rnn(false, 0, Attention.NONE, Attend.AFTER);
    return Stream.of(
        Arguments.of(Kind.TEXT, both, Kind.TEXT, rnn(0, Attention.DOT, Attend.AFTER)),
        Arguments.of(Kind.TEXT, both, Kind.TEXT, rnn(0, Attention.DOT, Attend.BETWEEN)),
        Arguments.of(Kind.TEXT, one, Kind.TEXT, rnn(0, Attention.MULTIHEAD, Attend.AFTER)),
        Arguments.of(Kind.TEXT, one, Kind.TEXT, rnn(0, Attention.NONE, Attend.AFTER)),
        Arguments.of(Kind.TEXT, both, Kind.VECTOR, TestFamilies.mlp(0)),
        Arguments.of(Kind.IMAGE, one, Kind.IMAGE, rnn(0, Attention.NONE, Attend.AFTER)),
        Arguments.of(Kind.TEXT, TestFamilies.mlp(0), Kind.TEXT, TestFamilies.mlp(0)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void stepsAsDl4jDoes(Kind source, FamilySpec encoder, Kind target, FamilySpec decoder) {
    Networks networks = networks(source, encoder, target, decoder, RegularizationSpec.NONE);
    Parity.checkSteps(networks.joint(), step -> batch(networks, step));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void stepsAsDl4jDoesWithSmoothingDecayAndClipping(
      Kind source, FamilySpec encoder, Kind target, FamilySpec decoder) {
    Networks networks = networks(source, encoder, target, decoder, CAREFUL);
    Parity.checkSteps(networks.joint(), step -> batch(networks, step));
  }

  static Stream<Arguments> decoders() {
    return Stream.of(
        Arguments.of(rnn(0.2, Attention.NONE, Attend.AFTER)),
        Arguments.of(rnn(0.2, Attention.DOT, Attend.AFTER)),
        Arguments.of(rnn(0.2, Attention.DOT, Attend.BETWEEN)),
        Arguments.of(rnn(0.2, Attention.MULTIHEAD, Attend.BETWEEN)));
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void decodersOfTextRunStepByStep(FamilySpec decoder) throws UncoveredException {
    FamilySpec encoder = TestFamilies.rnn(true, 0.2, Attention.NONE, Attend.AFTER);
    Networks networks = networks(Kind.TEXT, encoder, Kind.TEXT, decoder, CAREFUL);
    var joint = new org.deeplearning4j.nn.graph.ComputationGraph(networks.joint());
    joint.init();
    float[] parameters = joint.params().dup().data().asFloat();
    var graph = networks.part(parameters, networks.decoder());
    Batch batch = batch(networks, 0);
    List<Values> encoded =
        new FusedForward(networks.part(parameters, networks.encoder()))
            .apply(batch.rows(), batch.inputs().subList(0, 1));
    List<Values> inputs = new java.util.ArrayList<>(encoded);
    Values given = batch.inputs().get(1);
    inputs.add(given);
    Values whole = new FusedForward(graph).apply(batch.rows(), inputs).get(0);
    int size = whole.data().length / batch.rows() / whole.length();
    for (Stepwise stepwise :
        List.of(new FusedStepwise(graph, Port.GIVEN), new Dl4jStepwise(graph, Port.GIVEN))) {
      stepwise.start(batch.rows(), inputs);
      for (int step = 0; step < given.length(); step++) {
        float[] tokens = new float[batch.rows()];
        for (int row = 0; row < tokens.length; row++) {
          tokens[row] = given.data()[row * given.length() + step];
        }
        float[] found = stepwise.step(tokens);
        for (int row = 0; row < tokens.length; row++) {
          if (given.mask()[row * given.length() + step] == 1) {
            for (int i = 0; i < size; i++) {
              float expected = whole.data()[(row * given.length() + step) * size + i];
              assertThat(found[row * size + i])
                  .isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-5f));
            }
          }
        }
      }
    }
  }

  private static FamilySpec rnn(double dropout, Attention attention, Attend attend) {
    return TestFamilies.rnn(false, dropout, attention, attend);
  }

  private static Networks networks(
      Kind source,
      FamilySpec encoder,
      Kind target,
      FamilySpec decoder,
      RegularizationSpec regularization) {
    Field from = TestFamilies.field(source);
    Field to = TestFamilies.field(target);
    return TestFamilies.networks(from, to, encoder, decoder, regularization);
  }

  private static Batch batch(Networks networks, int step) {
    int rows = step % 4 == 3 ? 5 : 7;
    return Rows.random(networks.source(), networks.target(), rows, step)
        .batch(networks.feeds(), 0, rows);
  }
}
