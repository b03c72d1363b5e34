package org.diabolo.average.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.diabolo.average.master.Nets.assertClose;
import static org.diabolo.average.master.Nets.inOrder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.listeners.PerformanceListener;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.stats.EventStats;
import org.deeplearning4j.spark.stats.StatsUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

/** What listeners hear and what is measured. */
class ListenersTest {
  private static final double RATE = 0.1;
  private static final int BATCHES = 5;

  private final List<DataSet> batches = Nets.batches(BATCHES);
  private final JavaRDD<DataSet> data = inOrder(batches);
  private final MultiLayerNetwork network = Nets.network(Nets.regression(new Sgd(RATE)));

  /** Writes down what it is told. */
  private static final class Diary extends BaseTrainingListener {
    final List<String> lines = new ArrayList<>();
    final List<INDArray> parameters = new ArrayList<>();
    final List<Double> scores = new ArrayList<>();

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      lines.add("iteration " + iteration + " of epoch " + epoch + ", batch " + model.batchSize());
      parameters.add(model.params().dup());
      scores.add(model.score());
    }

    @Override
    public void onEpochStart(Model model) {
      lines.add("start");
    }

    @Override
    public void onEpochEnd(Model model) {
      lines.add("end");
    }
  }

  @Test
  void listenersHearOfEveryRoundWithTheNetworkOfThatMoment() {
    Diary own = new Diary();
    Diary sparks = new Diary();
    network.setListeners(own, new PerformanceListener(1, true));
    SparkDl4jMultiLayer trainer =
        new SparkDl4jMultiLayer(Nets.spark(), network, inOrder().averagingFrequency(2).build());
    trainer.setListeners(sparks, own);

    trainer.fit(data);
    trainer.fit(data);

    assertThat(own.lines)
        .containsExactly(
            "start",
            "iteration 2 of epoch 0, batch 16",
            "iteration 4 of epoch 0, batch 16",
            "iteration 5 of epoch 0, batch 8",
            "end",
            "start",
            "iteration 7 of epoch 1, batch 16",
            "iteration 9 of epoch 1, batch 16",
            "iteration 10 of epoch 1, batch 8",
            "end");
    assertThat(sparks.lines).isEqualTo(own.lines);
    MultiLayerNetwork plain = Nets.network(Nets.regression(new Sgd(RATE)));
    double[] losses = new double[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      plain.fit(batches.get(i));
      losses[i] = plain.score();
      if (i == 1) {
        assertClose(own.parameters.get(0), plain.params());
      }
    }
    assertThat(own.scores.get(0)).isCloseTo((losses[0] + losses[1]) / 2, within(1e-6));
    assertThat(own.scores.get(2)).isCloseTo(losses[4], within(1e-6));
  }

  @Test
  void scoreIsTheLossOfTheLastRound() {
    SparkDl4jMultiLayer trainer = new SparkDl4jMultiLayer(Nets.spark(), network, inOrder().build());
    trainer.fit(data);

    MultiLayerNetwork plain = Nets.network(Nets.regression(new Sgd(RATE)));
    batches.forEach(plain::fit);
    assertThat(trainer.getScore()).isCloseTo(plain.score(), within(1e-6));
    assertThat(network.score()).isEqualTo(trainer.getScore());
  }

  @Test
  void graphsHaveListenersToo() {
    Diary diary = new Diary();
    SparkComputationGraph trainer =
        new SparkComputationGraph(Nets.spark(), network.toComputationGraph(), inOrder().build());
    trainer.setListeners(diary, new PerformanceListener(1));

    trainer.fit(data);

    assertThat(diary.lines).hasSize(BATCHES + 2).contains("iteration 1 of epoch 0, batch 8");
    assertThat(trainer.getScore()).isEqualTo(diary.scores.get(BATCHES - 1));
  }

  @Test
  void statsTellWhereTheTimeWent(@TempDir Path folder) throws Exception {
    SparkDl4jMultiLayer trainer = new SparkDl4jMultiLayer(Nets.spark(), network, inOrder().build());
    trainer.fit(data);
    assertThat(trainer.getSparkTrainingStats()).isNull();

    trainer.setCollectTrainingStats(true);
    JavaRDD<DataSet> other = inOrder(Nets.batches(BATCHES));
    long began = System.currentTimeMillis();
    trainer.fit(other);
    trainer.fit(other);
    long took = System.currentTimeMillis() - began;

    SparkTrainingStats stats = trainer.getSparkTrainingStats();
    assertThat(stats.getValue("DiaboloFitTimesMs")).hasSize(2);
    assertThat(stats.getValue("DiaboloRowsTimesMs")).hasSize(1);
    assertThat(stats.getValue("DiaboloRoundTimesMs")).hasSize(2 * BATCHES);
    assertThat(stats.getValue("DiaboloComputeTimesMs")).hasSize(2 * BATCHES);
    assertThat(sum(stats, "DiaboloFitTimesMs")).isBetween(1L, took);
    assertThat(sum(stats, "DiaboloRoundTimesMs"))
        .isBetween(1L, sum(stats, "DiaboloFitTimesMs") + 2 * BATCHES);
    assertThat(
            Stream.of("Compute", "Broadcast", "Reduce", "Wait")
                .mapToLong(part -> sum(stats, "Diabolo" + part + "TimesMs"))
                .sum())
        .isCloseTo(sum(stats, "DiaboloRoundTimesMs"), within(4L * BATCHES));
    assertThat(stats.getValue("DiaboloFitTimesMs"))
        .allMatch(event -> event.getStartTime() >= began);
    assertThat(stats.statsAsString().lines()).hasSize(stats.getKeySet().size());

    ByteArrayOutputStream page = new ByteArrayOutputStream();
    StatsUtils.exportStatsAsHTML(stats, page);
    assertThat(page.toString(StandardCharsets.UTF_8)).contains("DiaboloRoundTimesMs");
    stats.exportStatFiles(folder.toString(), Nets.spark().sc());
    assertThat(Files.readAllLines(folder.resolve("DiaboloRoundTimesMs.txt")))
        .hasSize(1 + 2 * BATCHES);
  }

  private static long sum(SparkTrainingStats stats, String key) {
    return stats.getValue(key).stream().mapToLong(EventStats::getDurationMs).sum();
  }
}
