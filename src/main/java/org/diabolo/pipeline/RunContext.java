package org.diabolo.pipeline;

import org.apache.spark.sql.SparkSession;
import org.diabolo.job.JobSpec;
import org.diabolo.network.UserGraphs;

/** What all stages of a run work with. */
record RunContext(
    SparkSession spark, JobSpec spec, RunDirectory run, Manifest manifest, StageListener listener) {

  UserGraphs userGraphs() {
    return UserGraphs.read(spec, spark.sparkContext().hadoopConfiguration());
  }
}
