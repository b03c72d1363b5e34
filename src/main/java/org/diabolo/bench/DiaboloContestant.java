package org.diabolo.bench;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.average.ParameterAveraging;
import org.diabolo.average.RoundRecord;
import org.diabolo.average.Trained;
import org.diabolo.batch.Example;
import org.diabolo.engine.select.Engines;
import org.diabolo.job.TrainSpec;

/** Diabolo's own averaging; its shuffle into chunks is part of the time. */
record DiaboloContestant(
    JavaSparkContext spark, TrainSpec spec, String graph, JavaRDD<Example> examples, long rows)
    implements Contestant {

  @Override
  public String name() {
    return "diabolo";
  }

  @Override
  public Score train() {
    RoundRecord[] last = new RoundRecord[1];
    long began = System.nanoTime();
    Trained trained =
        new ParameterAveraging(
                spark, spec, Engines.replicas(spec.engine(), graph), record -> last[0] = record)
            .train(examples, rows, spark.emptyRDD(), 0);
    return new Score(trained.examples(), (System.nanoTime() - began) / 1e9, last[0].loss());
  }
}
