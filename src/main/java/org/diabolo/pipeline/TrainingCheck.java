package org.diabolo.pipeline;

import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.job.AveragingSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.network.ModelSize;
import org.diabolo.network.Networks;
import org.diabolo.network.UserGraphs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of a training is told before its first round. */
record TrainingCheck(SparkSession spark, JobSpec spec) {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingCheck.class);

  /**
   * Where the job alone says how wide its rows are, nobody need wait for the rows.
   *
   * @throws InvalidJobException when the networks cannot fit
   */
  void beforeRows(UserGraphs graphs) {
    if (ModelSize.isKnown(spec)) {
      requireRoom(ModelSize.assumed(spec, graphs));
    }
  }

  /**
   * @param rows to train on
   * @throws InvalidJobException when there are more replicas than rows, or the networks cannot fit
   */
  void beforeRounds(Networks networks, ComputationGraphConfiguration joint, long rows) {
    int workers = spec.train().averaging().workers();
    if (workers != AveragingSpec.AUTO && workers > rows) {
      throw new InvalidJobException(
          "train.averaging.workers: found %d, allowed: auto, or at most %d, as many as there are rows to train on"
              .formatted(workers, rows));
    }
    requireRoom(joint);
    warn(networks.source());
  }

  private void requireRoom(ComputationGraphConfiguration joint) {
    ModelMemory.of(spark.sparkContext(), spec.train(), ModelSize.parameters(joint)).require();
  }

  /** Noise in the source is another reason to learn something. */
  private void warn(Field source) {
    if (spec.autoencoder()
        && source instanceof NumberField numbers
        && spec.encoder().code() >= numbers.size()
        && spec.train().regularization().denoise() == 0) {
      LOG.warn(
          "encoder.code: {} numbers stand for a source of {}, so the model may learn no more than to"
              + " copy them; a smaller code, or train.denoise, makes it learn what they have in"
              + " common",
          spec.encoder().code(),
          numbers.size());
    }
  }
}
