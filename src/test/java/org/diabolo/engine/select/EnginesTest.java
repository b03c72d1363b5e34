package org.diabolo.engine.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.logging.log4j.Level;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.dl4j.Dl4jForward;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.diabolo.engine.fused.FusedForward;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.TrainSpec.Engine;
import org.diabolo.network.NetworkFile;
import org.diabolo.testing.LogMessages;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class EnginesTest {
  private static final float[] ROWS = {1, -2, 3, 0.5f, 0.25f, -1};

  private final String covered = graph(Activation.TANH).toJson();
  private final String uncovered = graph(Activation.RATIONALTANH).toJson();

  @Test
  void whatIsNotCoveredTrainsByDl4jAndOneLineNamesTheLayer() {
    ReplicaFactory factory;
    try (LogMessages lines = new LogMessages(Engines.class, Level.INFO)) {
      factory = Engines.replicas(Engine.AUTO, uncovered);
      // As on two executors.
      train(factory.create(), factory);
      train(factory.create(), factory);
      assertThat(lines.messages())
          .containsExactly(
              "training runs by DL4J: the fused engine does not cover hidden: activation"
                  + " rationaltanh");
    }
    assertThat(Engines.name(factory)).isEqualTo("dl4j");
  }

  private static void train(Replica replica, ReplicaFactory factory) {
    replica.load(factory.start(), 1);
    Batch batch = new Batch(2, ROWS, ROWS);
    double first = replica.step(batch, 0.01);
    assertThat(replica.step(batch, 0.01)).isLessThan(first);
  }

  @Test
  void whatIsCoveredTrainsByTheEngineThatTheJobAsksForWithoutALine() {
    try (LogMessages lines = new LogMessages(Engines.class, Level.INFO)) {
      assertThat(Engines.replicas(Engine.AUTO, covered)).isInstanceOf(FusedReplicaFactory.class);
      assertThat(Engines.replicas(Engine.FUSED, covered)).isInstanceOf(FusedReplicaFactory.class);
      assertThat(Engines.replicas(Engine.DL4J, covered)).isInstanceOf(Dl4jReplicaFactory.class);
      assertThat(Engines.replicas(Engine.DL4J, uncovered)).isInstanceOf(Dl4jReplicaFactory.class);
      assertThat(lines.messages()).isEmpty();
    }
    assertThat(Engines.name(Engines.replicas(Engine.AUTO, covered))).isEqualTo("fused");
  }

  @Test
  void askingForTheFusedEngineWhereItCannotRunIsAnErrorWithItsFix() {
    assertThatThrownBy(() -> Engines.replicas(Engine.FUSED, uncovered))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "train.engine: fused does not cover hidden: activation rationaltanh, allowed:"
                + " auto | dl4j for this network");
  }

  @Test
  void inferenceFallsBackToo() {
    assertThat(forward(Activation.TANH)).isInstanceOf(FusedForward.class);
    Forward fallen = forward(Activation.RATIONALTANH);
    assertThat(fallen).isInstanceOf(Dl4jForward.class);
    Values found = fallen.apply(2, List.of(Values.flat(ROWS))).get(0);
    assertThat(found.data()).hasSize(ROWS.length).doesNotContain(Float.NaN);
  }

  private static Forward forward(Activation activation) {
    ComputationGraph graph = new ComputationGraph(graph(activation));
    graph.init();
    return Engines.forward(NetworkFile.write(graph));
  }

  private static ComputationGraphConfiguration graph(Activation activation) {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Sgd(0.01))
        .graphBuilder()
        .addInputs("in")
        .addLayer(
            "hidden", new DenseLayer.Builder().nIn(3).nOut(4).activation(activation).build(), "in")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(4)
                .nOut(3)
                .activation(Activation.IDENTITY)
                .build(),
            "hidden")
        .setOutputs("out")
        .build();
  }
}
