package org.diabolo.bench;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.average.ParameterAveraging;
import org.diabolo.average.Trained;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feeds;
import org.diabolo.engine.select.Engines;
import org.diabolo.job.TrainSpec;

/** Diabolo's own averaging; its shuffle into chunks is part of the first epoch's time. */
record DiaboloContestant(
    JavaSparkContext spark, TrainSpec spec, String graph, JavaRDD<Example> examples, long rows)
    implements Contestant {

  @Override
  public String name() {
    return "diabolo";
  }

  @Override
  public Training train() {
    EpochClock clock = new EpochClock();
    Trained trained =
        new ParameterAveraging(
                spark,
                spec,
                Feeds.FLAT,
                Engines.replicas(spec.engine(), graph),
                record -> {
                  if (record.endsEpoch()) {
                    clock.epochEnded();
                  }
                })
            .train(examples, rows, spark.emptyRDD(), 0);
    return new Training(rows, clock.seconds(), trained.state().parameters());
  }
}
