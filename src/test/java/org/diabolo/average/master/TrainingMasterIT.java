package org.diabolo.average.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.diabolo.job.TrainSpec.Engine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;

/** The master on executors in JVMs of their own. */
class TrainingMasterIT {
  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"DL4J", "FUSED"})
  void executorsOfTheirOwnGiveTheSameBitsAsOneJvm(Engine engine) throws Exception {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));

    MultiLayerNetwork alone = train("local[2]", engine);
    MultiLayerNetwork apart = train("local-cluster[2,1,1024]", engine);

    assertThat(apart.params().data().asFloat()).isEqualTo(alone.params().data().asFloat());
    assertThat(apart.getIterationCount()).isEqualTo(alone.getIterationCount()).isPositive();
  }

  private static MultiLayerNetwork train(String master, Engine engine) {
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName("training master")
            .set("spark.ui.enabled", "false")
            .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      SparkDl4jMultiLayer trainer =
          new SparkDl4jMultiLayer(
              spark,
              Nets.regression(new Adam(0.02)),
              new DiaboloTrainingMaster.Builder()
                  .batchSizePerWorker(Nets.BATCH)
                  .averagingFrequency(3)
                  .engine(engine)
                  .build());
      JavaRDD<DataSet> data = spark.parallelize(Nets.batches(12), 3);
      trainer.fit(data);
      return trainer.fit(data);
    }
  }
}
