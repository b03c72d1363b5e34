package org.diabolo.engine.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Feed;
import org.diabolo.batch.FeedFiller;
import org.diabolo.engine.Forward;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.field.Field;
import org.diabolo.job.CnnSpec;
import org.diabolo.job.CnnSpec.Growth;
import org.diabolo.job.FamilySpec;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.FieldSpec.Kind;
import org.diabolo.job.MlpSpec;
import org.diabolo.job.MlpSpec.Reading;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.TrainSpec.Engine;
import org.diabolo.network.NetworkFile;
import org.diabolo.network.Networks;
import org.diabolo.network.TestFamilies;
import org.diabolo.network.TestFamilies.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The options of families that the matrix of pairs leaves at one value train fused, too. */
class FamilyOptionsTest {
  private static final int ROWS = 12;

  static Stream<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (double dropout : new double[] {0, 0.1}) {
      for (Norm norm : Norm.values()) {
        MlpSpec mlp = mlp(norm, dropout, Reading.WINDOW);
        pairs.add(Arguments.of(Kind.IMAGE, mlp, Kind.VECTOR, mlp));
      }
      for (Norm norm : List.of(Norm.NONE, Norm.BATCH)) {
        for (Growth growth : Growth.values()) {
          CnnSpec cnn = TestFamilies.cnn(growth, norm, dropout);
          pairs.add(Arguments.of(Kind.IMAGE, cnn, Kind.IMAGE, cnn));
          pairs.add(Arguments.of(Kind.TEXT, cnn, Kind.TEXT, cnn));
        }
      }
      for (Norm norm : List.of(Norm.NONE, Norm.LAYER)) {
        pairs.add(
            Arguments.of(
                Kind.TEXT,
                mlp(norm, dropout, Reading.BAG),
                Kind.TEXT,
                mlp(norm, dropout, Reading.WINDOW)));
      }
    }
    return pairs.stream();
  }

  private static MlpSpec mlp(Norm norm, double dropout, Reading reading) {
    return new MlpSpec(List.of(16), Activation.TANH, dropout, norm, 4, reading);
  }

  @ParameterizedTest(name = "{1} of {0} to {3} of {2}")
  @MethodSource("pairs")
  void trains(Kind source, FamilySpec encoder, Kind target, FamilySpec decoder) {
    Field from = TestFamilies.field(source);
    Field to = TestFamilies.field(target);
    Networks networks = TestFamilies.networks(from, to, encoder, decoder, RegularizationSpec.NONE);
    Batch batch = Rows.random(from, to, ROWS, 3).batch(networks.feeds(), 0, ROWS);
    ReplicaFactory factory = Engines.replicas(Engine.FUSED, networks.joint().toJson());
    Replica replica = factory.create();
    replica.load(factory.start(), 1);
    Learning.halvesTheLoss(replica, batch);
  }

  /** A bag does not know its words' order; a window does. */
  @Test
  void aBagIsTheMeanOfItsWords() {
    Field text = TestFamilies.field(Kind.TEXT);
    float[] there = {4, 5, 6};
    float[] back = {6, 5, 4};
    for (Reading reading : Reading.values()) {
      MlpSpec mlp = mlp(Norm.NONE, 0, reading);
      Networks networks = TestFamilies.networks(text, text, mlp, mlp, RegularizationSpec.NONE);
      Feed feed = networks.feeds().inputs().get(0);
      ComputationGraph graph = new ComputationGraph(networks.encoder());
      graph.init();
      Forward forward = Engines.forward(NetworkFile.write(graph));
      float[] codes =
          forward.apply(2, List.of(FeedFiller.values(feed, List.of(there, back)))).get(0).data();
      float[] first = Arrays.copyOf(codes, TestFamilies.CODE);
      float[] second = Arrays.copyOfRange(codes, TestFamilies.CODE, 2 * TestFamilies.CODE);
      double distance = 0;
      for (int i = 0; i < first.length; i++) {
        distance = Math.max(distance, Math.abs(first[i] - second[i]));
      }
      if (reading == Reading.BAG) {
        assertThat(distance).isLessThan(1e-5);
      } else {
        assertThat(distance).isGreaterThan(1e-2);
      }
    }
  }
}
