package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Training that goes on with the other engine's state ends where it would have ended anyway. */
class SwitchedEngineTest {
  private static final int IN = 6;
  private static final int OUT = 5;
  private static final int STEPS = 10;

  static Stream<IUpdater> updaters() {
    return Stream.of(new Adam(0.1), new AMSGrad(0.1), new Nesterovs(0.1, 0.9));
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void goesOnAsIfItHadNeverBeenSwitched(IUpdater updater) {
    String json = graph(updater).toJson();
    Replica fused = new FusedReplicaFactory(json).create();
    Replica dl4j = new Dl4jReplicaFactory(json).create();
    ModelState start = new Dl4jReplicaFactory(json).start();
    ModelState never = train(dl4j, train(dl4j, start));
    check(train(fused, train(dl4j, start)), never);
    check(train(dl4j, train(fused, start)), never);
    check(train(fused, train(fused, start)), never);
  }

  private static ModelState train(Replica replica, ModelState from) {
    replica.load(from, 1);
    Data data = new Data(from.iteration());
    for (int step = 0; step < STEPS; step++) {
      int rows = 5 + step;
      replica.step(
          new Batch(rows, List.of(data.flat(rows, IN)), List.of(data.classes(rows, 1, OUT))), 0.01);
    }
    return replica.save();
  }

  private static void check(ModelState found, ModelState expected) {
    assertThat(found.iteration()).isEqualTo(expected.iteration());
    Parity.assertClose("parameters", found.parameters(), expected.parameters(), Parity.TOLERANCE);
    Parity.assertClose("updater", found.updater(), expected.updater(), 10 * Parity.TOLERANCE);
  }

  private static ComputationGraphConfiguration graph(IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(updater)
        .l2(0.01)
        .graphBuilder()
        .addInputs("in")
        .addLayer("a", dense(IN).build(), "in")
        // Two blocks more in the flattened state.
        .addLayer("b", dense(8).updater(new Adam(0.7)).build(), "a")
        .addLayer("c", dense(8).build(), "b")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(8)
                .nOut(OUT)
                .activation(Activation.SOFTMAX)
                .build(),
            "c")
        .setOutputs("out")
        .build();
  }

  private static DenseLayer.Builder dense(int in) {
    return new DenseLayer.Builder().nIn(in).nOut(8).activation(Activation.TANH);
  }
}
