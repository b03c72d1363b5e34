package org.diabolo.bench;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.diabolo.job.TrainSpec;
import org.nd4j.linalg.dataset.DataSet;

/**
 * DL4J's parameter averaging on Spark, with Adam's state kept, in its Export mode; where DL4J
 * refuses that mode (executors of their own without a shared file system), in its Direct mode.
 */
record Dl4jAveragingContestant(
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
  public Training train() {
    boolean export = spark.isLocal();
    ParameterAveragingTrainingMaster master =
        new ParameterAveragingTrainingMaster.Builder(
                spec.averaging().workers(), spec.batch().size())
            .batchSizePerWorker(spec.batch().size())
            .averagingFrequency(spec.averaging().period())
            .rddTrainingApproach(export ? RDDTrainingApproach.Export : RDDTrainingApproach.Direct)
            // The batches are cached already, and Spark refuses to change that.
            .storageLevel(null)
            .saveUpdater(true)
            .build();
    EpochClock clock = new EpochClock();
    SparkDl4jMultiLayer trainer = new SparkDl4jMultiLayer(spark, network, master);
    for (int epoch = 0; epoch < spec.epochs(); epoch++) {
      trainer.fit(batches);
      clock.epochEnded();
    }
    if (export) {
      master.deleteTempFiles(spark);
    }
    return new Training(
        rows, clock.seconds(), trainer.getNetwork().params().dup().data().asFloat());
  }
}
