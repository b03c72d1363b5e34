package org.diabolo.average.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.diabolo.average.master.Nets.assertClose;
import static org.diabolo.average.master.Nets.inOrder;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.diabolo.batch.RowOrder;
import org.diabolo.job.TrainSpec.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Choices, files, and what is refused. */
class DiaboloTrainingMasterTest {
  @Test
  void jsonAndYamlKeepAllChoices() {
    DiaboloTrainingMaster master =
        new DiaboloTrainingMaster.Builder()
            .workers(3)
            .batchSizePerWorker(32)
            .averagingFrequency(7)
            .engine(Engine.DL4J)
            .rowOrder(RowOrder.AS_GIVEN)
            .rngSeed(123_456_789_012L)
            .build();

    assertThat(master.toJson())
        .contains("\"workers\":3", "\"batch\":32", "\"period\":7", "\"seed\":123456789012");
    assertThat(DiaboloTrainingMaster.fromJson(master.toJson()).toJson()).isEqualTo(master.toJson());
    assertThat(DiaboloTrainingMaster.fromYaml(master.toYaml()).toJson()).isEqualTo(master.toJson());
    assertThat(master.toJson()).isNotEqualTo(new DiaboloTrainingMaster.Builder().build().toJson());
  }

  @Test
  void numbersBelowOneAreRefused() {
    assertThatThrownBy(() -> new DiaboloTrainingMaster.Builder().averagingFrequency(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("averagingFrequency: found 0, allowed: 1 or more");
    assertThatThrownBy(() -> new DiaboloTrainingMaster.Builder().workers(-1))
        .hasMessage("workers: found -1, allowed: 1 or more");
  }

  @Test
  void whatIsNotSupportedSaysSo() {
    DiaboloTrainingMaster master = new DiaboloTrainingMaster.Builder().build();

    assertThatThrownBy(() -> master.addHook(null))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("use a TrainingListener");
    assertThatThrownBy(() -> master.getWorkerInstance((SparkDl4jMultiLayer) null))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("call fit");
  }

  @Test
  void fusedEngineIsRefusedWhereItDoesNotCoverTheNetwork() {
    assertThatThrownBy(() -> fitFused(Nets.regression(new AdaDelta()), Nets.batches(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("engine FUSED does not cover 0: updater AdaDelta")
        .hasMessageContaining("allowed: AUTO | DL4J");
    Adam scheduled = new Adam(new ExponentialSchedule(ScheduleType.ITERATION, 0.1, 0.9));
    assertThatThrownBy(() -> fitFused(Nets.regression(scheduled), Nets.batches(1)))
        .hasMessageContaining("several learning rates, or a schedule of them");
    MultiLayerConfiguration several = Nets.regression(new Sgd(0.1));
    ((BaseLayer) several.getConf(0).getLayer()).setIUpdater(new Sgd(0.2));
    assertThatThrownBy(() -> fitFused(several, Nets.batches(1)))
        .hasMessageContaining("several learning rates, or a schedule of them");
    MultiLayerConfiguration biased = Nets.regression(new Sgd(0.1));
    ((BaseLayer) biased.getConf(1).getLayer()).setBiasUpdater(new Sgd(0.2));
    assertThatThrownBy(() -> fitFused(biased, Nets.batches(1)))
        .hasMessageContaining("several learning rates, or a schedule of them");
    DataSet narrow = new DataSet(Nets.random(1, 8, Nets.IN - 1), Nets.random(2, 8, Nets.OUT));
    assertThatThrownBy(() -> fitFused(Nets.regression(new Sgd(0.1)), List.of(narrow)))
        .hasMessageContaining("rows of 5 and 3 numbers for a network of 6 inputs and 3 outputs");
  }

  private static void fitFused(MultiLayerConfiguration configuration, List<DataSet> data) {
    new SparkDl4jMultiLayer(Nets.spark(), configuration, inOrder().engine(Engine.FUSED).build())
        .fit(inOrder(data));
  }

  @Test
  void networksOfDoublesAreRefused() {
    MultiLayerNetwork doubles =
        Nets.network(Nets.regression(new Sgd(0.1))).convertDataType(DataType.DOUBLE);
    SparkDl4jMultiLayer trainer = new SparkDl4jMultiLayer(Nets.spark(), doubles, inOrder().build());
    JavaRDD<DataSet> data = inOrder(Nets.batches(1));

    assertThatThrownBy(() -> trainer.fit(data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a network of data type DOUBLE, allowed: FLOAT");
  }

  @Test
  void filesOfDataSetsTrainTheSame(@TempDir Path folder) {
    List<DataSet> batches = Nets.batches(4);
    List<String> paths = new ArrayList<>();
    for (DataSet batch : batches) {
      File file = folder.resolve(paths.size() + ".bin").toFile();
      batch.save(file);
      paths.add(file.toURI().toString());
    }
    MultiLayerNetwork plain = Nets.network(Nets.regression(new Adam(0.02)));
    batches.forEach(plain::fit);

    SparkDl4jMultiLayer multiLayer =
        new SparkDl4jMultiLayer(Nets.spark(), Nets.regression(new Adam(0.02)), inOrder().build());
    multiLayer.fitPaths(inOrder(paths));
    SparkComputationGraph graph =
        new SparkComputationGraph(
            Nets.spark(),
            Nets.network(Nets.regression(new Adam(0.02))).toComputationGraph(),
            inOrder().build());
    graph.fitPaths(inOrder(paths));

    assertClose(multiLayer.getNetwork().params(), plain.params());
    assertClose(graph.getNetwork().params(), plain.params());
  }
}
