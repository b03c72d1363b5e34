package org.diabolo.average.master;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.average.ParameterAveraging;
import org.diabolo.average.Trained;
import org.diabolo.average.master.TrainingStats.Event;
import org.diabolo.batch.Feeds;
import org.diabolo.engine.dl4j.Dl4jNetwork;
import org.diabolo.engine.select.NetworkEngine;
import org.diabolo.spark.Described;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over the data: from data sets to a network that has been trained on them.
 *
 * @param network on the driver; it is left with what was learned
 * @param audience told of every round
 * @param stats null for none
 */
record Fit(
    JavaSparkContext spark,
    MasterSpec spec,
    Dl4jNetwork network,
    Audience audience,
    TrainingStats stats) {
  private static final Logger LOG = LoggerFactory.getLogger(Fit.class);

  /** Finds the examples' shapes, cuts the rows into chunks and caches them. */
  LastRows.Prepared prepare(JavaRDD<MultiDataSet> data) {
    long began = System.currentTimeMillis();
    try {
      Described described = new Described(spark);
      DataSetRows rows = described.as("the shapes of the examples", () -> DataSetRows.of(data));
      if (rows.count() == 0) {
        return LastRows.Prepared.EMPTY;
      }
      return new LastRows.Prepared(
          rows.layout(),
          ParameterAveraging.chunked(
              spark,
              spec.epoch(Double.NaN),
              Feeds.FLAT,
              rows.examples(),
              rows.count(),
              spec.order()));
    } finally {
      if (stats != null) {
        stats.ended(Event.ROWS, began);
      }
    }
  }

  /** Trains one epoch; the last round's loss goes to the network and to {@code score}. */
  void train(LastRows.Prepared rows, DoubleConsumer score) {
    if (rows.isEmpty()) {
      LOG.info("no examples, nothing to train on");
      return;
    }
    requirePorts(rows);
    NetworkEngine engine = NetworkEngine.choose(spec.engine(), network, rows.layout());
    audience.epochStarts();
    Trained trained =
        new ParameterAveraging(
                spark,
                spec.epoch(engine.rate()),
                Feeds.FLAT,
                new StartingFrom(engine.replicas(), network.save()),
                audience)
            .train(rows.rows(), network.epoch());
    network.load(trained.state());
    network.score(audience.loss());
    score.accept(audience.loss());
    audience.epochEnds();
  }

  private void requirePorts(LastRows.Prepared rows) {
    int[] found = rows.layout().ports();
    int[] wanted = network.ports();
    if (!Arrays.equals(found, wanted)) {
      throw new IllegalArgumentException(
          "data sets of %d arrays of features and %d of labels for a network of %d and %d"
              .formatted(found[0], found[1], wanted[0], wanted[1]));
    }
  }
}
