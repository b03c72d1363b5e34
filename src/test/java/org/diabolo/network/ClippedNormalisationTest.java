package org.diabolo.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;
import org.diabolo.engine.Replica;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.field.Field;
import org.diabolo.job.CnnSpec;
import org.diabolo.job.FamilySpec;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.FieldSpec.Kind;
import org.diabolo.job.MlpSpec;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.network.TestFamilies.Rows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Batch normalisation under {@code train.clip}, on both engines. */
class ClippedNormalisationTest {
  private static final double CLIP = 1e-4;
  private static final Field IMAGE = TestFamilies.field(Kind.IMAGE);

  static Stream<FamilySpec> normalised() {
    return Stream.of(
        new MlpSpec(List.of(5), Activation.TANH, 0, Norm.BATCH),
        TestFamilies.cnn(CnnSpec.Growth.TRANSPOSED, Norm.BATCH, 0));
  }

  /** Statistics of the first batch are the same with and without a limit of the gradients. */
  @ParameterizedTest
  @MethodSource("normalised")
  void runningStatisticsAreNotClipped(FamilySpec family) {
    for (boolean fused : new boolean[] {true, false}) {
      Map<String, float[]> free = trained(networks(family, 0), fused);
      Map<String, float[]> clipped = trained(networks(family, CLIP), fused);
      assertThat(free).isNotEmpty().containsOnlyKeys(clipped.keySet());
      free.forEach(
          (name, values) -> assertThat(clipped.get(name)).as(name).containsExactly(values));
    }
  }

  private static Networks networks(FamilySpec family, double clip) {
    RegularizationSpec none = RegularizationSpec.NONE;
    return TestFamilies.networks(
        IMAGE, IMAGE, family, family, new RegularizationSpec(0, 0, clip, 0, none.sampling()));
  }

  /** The running statistics after one step, each away from where it began. */
  private static Map<String, float[]> trained(Networks networks, boolean fused) {
    String json = networks.joint().toJson();
    var factory = fused ? new FusedReplicaFactory(json) : new Dl4jReplicaFactory(json);
    Replica replica = factory.create();
    float[] start = factory.start().parameters();
    replica.load(factory.start(), 1);
    Batch batch = Rows.random(IMAGE, IMAGE, 8, 2).batch(networks.feeds(), 0, 8);
    replica.step(batch, 0.01);
    Map<String, float[]> before = statistics(networks, start);
    Map<String, float[]> after = statistics(networks, replica.save().parameters());
    before.forEach((name, values) -> assertThat(after.get(name)).as(name).isNotEqualTo(values));
    return after;
  }

  private static Map<String, float[]> statistics(Networks networks, float[] parameters) {
    ComputationGraph graph = new ComputationGraph(networks.joint());
    graph.init(Nd4j.create(parameters, new long[] {1, parameters.length}, 'c'), false);
    Map<String, float[]> found = new TreeMap<>();
    for (Layer layer : graph.getLayers()) {
      for (Map.Entry<String, INDArray> one : layer.paramTable(false).entrySet()) {
        if (List.of("mean", "var", "log10stdev").contains(one.getKey())) {
          String name = layer.conf().getLayer().getLayerName() + "." + one.getKey();
          found.put(name, one.getValue().dup().data().asFloat());
        }
      }
    }
    return found;
  }
}
