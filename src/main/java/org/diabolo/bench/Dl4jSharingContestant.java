package org.diabolo.bench;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.optimize.solvers.accumulation.encoding.threshold.AdaptiveThresholdAlgorithm;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.repartitioner.EqualRepartitioner;
import org.deeplearning4j.spark.parameterserver.training.SharedTrainingMaster;
import org.diabolo.job.TrainSpec;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.parameterserver.distributed.conf.VoidConfiguration;
import org.nd4j.parameterserver.distributed.v2.enums.MeshBuildMode;

/**
 * DL4J's asynchronous sharing of thresholded gradients (Strom 2015) over Aeron, all replicas in one
 * JVM. On executors of their own a second training in one application never ends (its messages go
 * to connections that the first has closed), so it takes part with a local master only.
 */
record Dl4jSharingContestant(
    JavaSparkContext spark,
    TrainSpec spec,
    MultiLayerConfiguration network,
    JavaRDD<DataSet> batches,
    long rows)
    implements Contestant {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int PORT = 40123;

  /** Why it cannot take part, or null. */
  static String absence(JavaSparkContext spark) {
    if (!spark.isLocal()) {
      return "a second training in one application never ends but with a local master";
    }
    try {
      Class.forName("org.deeplearning4j.spark.parameterserver.training.SharedTrainingMaster");
      return null;
    } catch (ClassNotFoundException e) {
      return "dl4j-spark-parameterserver is not on the class path (scripts/diabolo has it)";
    }
  }

  @Override
  public String name() {
    return "SharedTrainingMaster";
  }

  @Override
  public Training train() {
    // DL4J sets Aeron's client timeout to 30 s and leaves this one at 15 s, with which the Aeron
    // that it depends on refuses to start (deeplearning4j-examples issue 1060).
    System.setProperty("aeron.publication.unblock.timeout", "60s");
    VoidConfiguration transport =
        VoidConfiguration.builder()
            .unicastPort(PORT)
            .controllerAddress(LOOPBACK)
            .networkMask("127.0.0.0/8")
            .meshBuildMode(MeshBuildMode.PLAIN)
            .build();
    int workers = spec.averaging().workers();
    SharedTrainingMaster master =
        new SharedTrainingMaster.Builder(
                transport, workers, new AdaptiveThresholdAlgorithm(), spec.batch().size())
            .batchSizePerWorker(spec.batch().size())
            .workersPerNode(workers)
            .rddTrainingApproach(RDDTrainingApproach.Export)
            // One partition a worker: by default every few batches start its threads anew.
            .repartitioner(new EqualRepartitioner())
            .build();
    EpochClock clock = new EpochClock();
    SparkDl4jMultiLayer trainer = new SparkDl4jMultiLayer(spark, network, master);
    for (int epoch = 0; epoch < spec.epochs(); epoch++) {
      trainer.fit(batches);
      clock.epochEnded();
    }
    master.deleteTempFiles(spark);
    return new Training(
        rows, clock.seconds(), trainer.getNetwork().params().dup().data().asFloat());
  }
}
