package org.diabolo.bench;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.diabolo.job.TrainSpec;
import org.nd4j.linalg.dataset.DataSet;

/** DL4J's parameter averaging on Spark, in its Export mode, with Adam's state kept. */
record TrainingMasterContestant(
    JavaSparkContext spark,
    TrainSpec spec,
    MultiLayerConfiguration network,
    JavaRDD<DataSet> batches,
    long rows)
    implements Contestant {

  @Override
  public String name() {
    return "ParameterAveragingTrainingMaster";
  }

  @Override
  public Score train() {
    ParameterAveragingTrainingMaster master =
        new ParameterAveragingTrainingMaster.Builder(spec.averaging().workers(), spec.batch())
            .batchSizePerWorker(spec.batch())
            .averagingFrequency(spec.averaging().period())
            .rddTrainingApproach(RDDTrainingApproach.Export)
            .saveUpdater(true)
            .build();
    long began = System.nanoTime();
    SparkDl4jMultiLayer trainer = new SparkDl4jMultiLayer(spark, network, master);
    for (int epoch = 0; epoch < spec.epochs(); epoch++) {
      trainer.fit(batches);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    master.deleteTempFiles(spark);
    return new Score(rows * spec.epochs(), seconds, trainer.getScore());
  }
}
