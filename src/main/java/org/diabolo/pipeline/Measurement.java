package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.diabolo.evaluate.Evaluation;
import org.diabolo.evaluate.SplitMetrics;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.prepare.CorpusReading;
import org.diabolo.prepare.PreparedCorpus;
import org.diabolo.prepare.Split;
import org.diabolo.store.Json;

/**
 * A bundle's figures, measured where they are not there: each split's depend on the model and on
 * what is measured how, and on no other split.
 */
record Measurement(
    SparkSession spark,
    JobSpec spec,
    RunDirectory run,
    StageListener listener,
    Measured asked,
    Figures figures) {

  /**
   * @param bundle the run's
   * @return what {@code metrics.json} holds then
   */
  JsonNode of(Bundle bundle) {
    Collection<String> splits = new TreeSet<>(asked.evaluate().splits());
    Map<String, Object> kept = new TreeMap<>();
    if (figures.isThere()) {
      Collection<String> before = figures.splits();
      Optional<String> change = figures.change(asked, bundle);
      Optional<String> flaw = change.or(figures::damage);
      if (flaw.isEmpty() && before.containsAll(splits)) {
        listener.stageEnded("evaluated already");
        return figures.read();
      }
      if (flaw.isPresent()) {
        listener.stageBegins("evaluating again: " + flaw.get());
        // If this is broken off, nothing may be left that looks like its figures.
        figures.delete();
        if (change.isEmpty()) {
          splits.addAll(before);
        }
      } else {
        splits.removeAll(before);
        listener.stageBegins("evaluating " + String.join(", ", splits));
        figures.read().fields().forEachRemaining(each -> kept.put(each.getKey(), each.getValue()));
        return measured(bundle, splits, kept, asked.with(before));
      }
    } else {
      listener.stageBegins("evaluating");
    }
    return measured(bundle, splits, kept, asked.with(splits));
  }

  private JsonNode measured(
      Bundle bundle, Collection<String> splits, Map<String, Object> kept, Measured all) {
    long began = System.nanoTime();
    Map<String, Object> metrics = metrics(PreparedCorpus.load(run.prepared()), bundle, splits);
    kept.putAll(metrics);
    figures.write(kept, all, bundle, Pipeline.seconds(began));
    listener.stageEnded("evaluated: " + Headline.of(Json.tree(metrics)));
    return figures.read();
  }

  private Map<String, Object> metrics(
      PreparedCorpus corpus, Bundle bundle, Collection<String> splits) {
    CorpusReading reading = corpus.read(spark);
    Map<String, Object> metrics = new TreeMap<>();
    reading.during(
        () -> {
          SplitMetrics evaluation = Evaluation.of(spark, spec, bundle, reading.table(Split.TRAIN));
          reading.require();
          for (Split split : Split.values()) {
            if (splits.contains(split.label()) && corpus.rows(split) > 0) {
              metrics.putAll(evaluation.of(split.label(), reading.table(split)));
            }
          }
          return metrics;
        });
    reading.require();
    return metrics;
  }
}
