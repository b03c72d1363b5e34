package org.diabolo.average.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.diabolo.average.master.Nets.BATCH;
import static org.diabolo.average.master.Nets.assertClose;
import static org.diabolo.average.master.Nets.inOrder;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.diabolo.job.TrainSpec.Engine;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Graphs, also of two inputs and two outputs, against DL4J on one machine. */
class GraphTest {
  @Test
  void twoInputsAndTwoOutputsTrainAsInDl4j() {
    List<MultiDataSet> batches = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      batches.add(
          new org.nd4j.linalg.dataset.MultiDataSet(
              new INDArray[] {Nets.random(4 * i, BATCH, 4), Nets.random(4 * i + 1, BATCH, 2)},
              new INDArray[] {Nets.random(4 * i + 2, BATCH, 1), Nets.oneHot(4 * i + 3, 3, BATCH)}));
    }
    ComputationGraph plain = graph();
    for (int epoch = 0; epoch < 2; epoch++) {
      batches.forEach(plain::fit);
    }

    SparkComputationGraph trainer =
        new SparkComputationGraph(Nets.spark(), forked(), inOrder().build());
    JavaRDD<MultiDataSet> data = inOrder(batches);
    trainer.fitMultiDataSet(data);
    trainer.fitMultiDataSet(data);

    assertClose(trainer.getNetwork().params(), plain.params());
    assertThat(trainer.getNetwork().getIterationCount()).isEqualTo(10);
    assertThat(plain.params().distance2(graph().params())).isGreaterThan(0.1);
  }

  @Test
  void dataSetsTrainAGraphToo() {
    List<DataSet> batches = Nets.batches(3);
    ComputationGraphConfiguration configuration =
        Nets.network(Nets.regression(new Adam(0.01))).toComputationGraph().getConfiguration();
    ComputationGraph plain = new ComputationGraph(configuration.clone());
    plain.init();
    batches.forEach(plain::fit);

    for (Engine engine : List.of(Engine.DL4J, Engine.FUSED)) {
      SparkComputationGraph trainer =
          new SparkComputationGraph(
              Nets.spark(), configuration.clone(), inOrder().engine(engine).build());
      trainer.fit(inOrder(batches));
      assertClose(trainer.getNetwork().params(), plain.params());
    }
  }

  @Test
  void wrongNumberOfArraysIsSaidBeforeTraining() {
    SparkComputationGraph trainer =
        new SparkComputationGraph(Nets.spark(), forked(), inOrder().build());
    JavaRDD<DataSet> data = inOrder(Nets.batches(1));

    assertThatThrownBy(() -> trainer.fit(data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("data sets of 1 arrays of features and 1 of labels for a network of 2 and 2");
  }

  private static ComputationGraph graph() {
    ComputationGraph graph = new ComputationGraph(forked());
    graph.init();
    return graph;
  }

  /** Two inputs that meet, and a number and a class that come of them. */
  private static ComputationGraphConfiguration forked() {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .updater(new Adam(0.02))
        .l2(1e-3)
        .graphBuilder()
        .addInputs("a", "b")
        .addLayer(
            "h", new DenseLayer.Builder().nIn(4).nOut(5).activation(Activation.TANH).build(), "a")
        .addVertex("both", new MergeVertex(), "h", "b")
        .addLayer(
            "number",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(7)
                .nOut(1)
                .activation(Activation.IDENTITY)
                .build(),
            "both")
        .addLayer(
            "class",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(7)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build(),
            "both")
        .setOutputs("number", "class")
        .build();
  }
}
