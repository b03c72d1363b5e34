package org.diabolo.engine.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Feeds;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.field.Field;
import org.diabolo.field.TextField;
import org.diabolo.job.CnnSpec.Growth;
import org.diabolo.job.FamilySpec;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RnnSpec.Attend;
import org.diabolo.job.RnnSpec.Attention;
import org.diabolo.job.TrainSpec.Engine;
import org.diabolo.network.NetworkFile;
import org.diabolo.network.Networks;
import org.diabolo.network.TestFamilies;
import org.diabolo.network.TestFamilies.Rows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Every encoder family with every decoder family, over every kind of field: trained a little, taken
 * apart, written, read and asked.
 */
class FamilyMatrixTest {
  private static final int ROWS = 12;

  static Stream<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (FamilySpec.Kind encoder : KINDS) {
      for (FamilySpec.Kind decoder : KINDS) {
        for (FieldSpec.Kind source : FieldSpec.Kind.values()) {
          for (FieldSpec.Kind target : FieldSpec.Kind.values()) {
            pairs.add(Arguments.of(encoder, source, decoder, target));
          }
        }
      }
    }
    return pairs.stream();
  }

  private static final List<FamilySpec.Kind> KINDS =
      List.of(FamilySpec.Kind.MLP, FamilySpec.Kind.CNN, FamilySpec.Kind.RNN);

  @ParameterizedTest(name = "{0} of {1} to {2} of {3}")
  @MethodSource("pairs")
  void trainsSavesLoadsEncodesAndDecodes(
      FamilySpec.Kind encoder,
      FieldSpec.Kind source,
      FamilySpec.Kind decoder,
      FieldSpec.Kind target) {
    Field from = TestFamilies.field(source);
    Field to = TestFamilies.field(target);
    boolean attends = encoder == FamilySpec.Kind.RNN && to instanceof TextField;
    Networks networks =
        TestFamilies.networks(
            from, to, family(encoder, false), family(decoder, attends), RegularizationSpec.NONE);
    Feeds feeds = networks.feeds();
    Rows rows = Rows.random(from, to, ROWS, 5);
    ReplicaFactory factory = Engines.replicas(Engine.AUTO, networks.joint().toJson());
    assertThat(Engines.name(factory)).isEqualTo("fused");

    float[] parameters = trained(factory, rows.batch(feeds, 0, ROWS));

    Forward encoding =
        Engines.forward(NetworkFile.write(networks.part(parameters, networks.encoder())));
    Forward decoding =
        Engines.forward(NetworkFile.write(networks.part(parameters, networks.decoder())));
    Forward joint = Engines.forward(joint(networks, parameters));
    Batch all = rows.batch(feeds, 0, ROWS);
    List<Values> code = encoding.apply(ROWS, all.inputs().subList(0, 1));
    assertThat(code.get(0).data()).hasSize(ROWS * TestFamilies.CODE);
    Values decoded = decoding.apply(ROWS, decoderInputs(code, all)).get(0);
    Values whole = joint.apply(ROWS, all.inputs()).get(0);
    assertThat(decoded.data()).containsExactly(whole.data(), within(1e-5f));

    for (int row = 0; row < 2; row++) {
      Batch one = rows.batch(feeds, row, row + 1);
      List<Values> alone = encoding.apply(1, one.inputs().subList(0, 1));
      assertThat(alone.get(0).data())
          .as("code of row %d alone", row)
          .containsExactly(row(code.get(0).data(), ROWS, row), within(1e-5f));
      float[] its = decoding.apply(1, decoderInputs(alone, one)).get(0).data();
      assertThat(its)
          .as("row %d alone", row)
          .containsExactly(Arrays.copyOf(row(whole.data(), ROWS, row), its.length), within(1e-5f));
    }
    // Codes differ from row to row: otherwise equal outputs would say nothing.
    assertThat(row(code.get(0).data(), ROWS, 0)).isNotEqualTo(row(code.get(0).data(), ROWS, 1));
  }

  private static FamilySpec family(FamilySpec.Kind kind, boolean attends) {
    return switch (kind) {
      case MLP -> TestFamilies.mlp(0);
      case CNN -> TestFamilies.cnn(Growth.TRANSPOSED, Norm.BATCH, 0);
      case RNN -> TestFamilies.rnn(true, 0, attends ? Attention.DOT : Attention.NONE, Attend.AFTER);
      case USER -> throw new IllegalArgumentException();
    };
  }

  private static float[] trained(ReplicaFactory factory, Batch batch) {
    Replica replica = factory.create();
    replica.load(factory.start(), 1);
    Learning.halvesTheLoss(replica, batch);
    return replica.save().parameters();
  }

  private static byte[] joint(Networks networks, float[] parameters) {
    ComputationGraph graph =
        new ComputationGraph(ComputationGraphConfiguration.fromJson(networks.joint().toJson()));
    graph.init(Nd4j.create(parameters, new long[] {1, parameters.length}, 'c'), false);
    return NetworkFile.write(graph);
  }

  /** The code, then the memory if there is one, then what is given if something is. */
  private static List<Values> decoderInputs(List<Values> encoded, Batch batch) {
    List<Values> inputs = new ArrayList<>(encoded);
    inputs.addAll(batch.inputs().subList(1, batch.inputs().size()));
    return inputs;
  }

  private static float[] row(float[] data, int rows, int row) {
    int size = data.length / rows;
    return Arrays.copyOfRange(data, row * size, (row + 1) * size);
  }
}
