package org.diabolo.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.gradientcheck.GradientCheckUtil.GraphConfig;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.field.ImageField;
import org.diabolo.field.NumberField;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The joint networks' gradients against finite differences, in double precision. */
class GradientTest {
  private static final NumberField IMAGE = new ImageField(2, 5, 1);

  @ParameterizedTest
  @EnumSource(names = {"NONE", "LAYER"})
  void gradientsAreThoseOfFiniteDifferences(Norm norm) {
    DataType defaultType = Nd4j.defaultFloatingPointType();
    try {
      Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
      ComputationGraph graph = new ComputationGraph(configuration(norm));
      graph.init();
      INDArray rows = TestNetworks.matrix(TestNetworks.random(60, 0, 9), 6).castTo(DataType.DOUBLE);

      assertThat(graph.params().dataType()).isEqualTo(DataType.DOUBLE);
      assertThat(
              GradientCheckUtil.checkGradients(
                  new GraphConfig()
                      .net(graph)
                      .inputs(new INDArray[] {rows})
                      .labels(new INDArray[] {rows})
                      .epsilon(1e-6)
                      .maxRelError(1e-4)
                      .minAbsoluteError(1e-8)))
          .isTrue();
    } finally {
      Nd4j.setDefaultDataTypes(defaultType, defaultType);
    }
  }

  /** DL4J's check asks for doubles and for plain gradients: sgd at rate 1. */
  private static ComputationGraphConfiguration configuration(Norm norm) {
    String json =
        TestNetworks.mlp(IMAGE, IMAGE, Activation.TANH, norm, 0, Optimizer.SGD, 3)
            .joint()
            .toJson()
            .replaceAll("\"dataType\" : \"FLOAT\"", "\"dataType\" : \"DOUBLE\"")
            .replaceAll("\"learningRate\" : 0.01", "\"learningRate\" : 1.0");
    return ComputationGraphConfiguration.fromJson(json);
  }
}
