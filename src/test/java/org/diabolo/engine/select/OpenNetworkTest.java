package org.diabolo.engine.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.engine.Forward;
import org.diabolo.engine.dl4j.Dl4jForward;
import org.diabolo.network.NetworkFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class OpenNetworkTest {
  private static final int THREADS = 4;
  private static final int TIMES = 50;
  private static final int SIZE = 24;

  @Test
  void equalBytesAreOneNetworkAndOthersAreNot() {
    byte[] zip = network(Activation.TANH, 1);
    OpenNetwork open = OpenNetwork.of(zip);

    assertThat(OpenNetwork.of(zip)).isSameAs(open);
    assertThat(OpenNetwork.of(zip.clone())).isSameAs(open);
    assertThat(OpenNetwork.of(network(Activation.TANH, 2))).isNotSameAs(open);
  }

  @ParameterizedTest
  @EnumSource(names = {"TANH", "RATIONALTANH"})
  void threadsThatRunItAtOnceDisturbNobody(Activation activation) throws Exception {
    byte[] zip = network(activation, 3);
    Forward shared = OpenNetwork.of(zip).forward();
    // DL4J itself, one thread after the other.
    Forward alone = new Dl4jForward(NetworkFile.read(zip));
    CyclicBarrier begin = new CyclicBarrier(THREADS);
    List<Callable<List<float[]>>> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int own = thread;
      tasks.add(
          () -> {
            begin.await();
            List<float[]> found = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
              found.add(shared.apply(own + 1, rows(own, own + 1)));
            }
            return found;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<List<float[]>>> all = threads.invokeAll(tasks);
      for (int thread = 0; thread < THREADS; thread++) {
        float[] expected = alone.apply(thread + 1, rows(thread, thread + 1));
        List<float[]> found = all.get(thread).get();
        for (float[] each : found) {
          assertThat(each).isEqualTo(found.get(0));
        }
        for (int i = 0; i < expected.length; i++) {
          assertThat(Math.abs(found.get(0)[i] - expected[i])).isLessThan(1e-5f);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static float[] rows(int seed, int rows) {
    float[] numbers = new float[rows * SIZE];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) Math.sin(seed * 100 + i);
    }
    return numbers;
  }

  private static byte[] network(Activation activation, int seed) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                    "a",
                    new DenseLayer.Builder().nIn(SIZE).nOut(16).activation(activation).build(),
                    "in")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(16)
                        .nOut(5)
                        .activation(Activation.IDENTITY)
                        .build(),
                    "a")
                .setOutputs("out")
                .build());
    graph.init();
    return NetworkFile.write(graph);
  }
}
