package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.diabolo.corpus.CorpusReading;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.corpus.Split;
import org.diabolo.evaluate.Evaluation;
import org.diabolo.evaluate.SplitMetrics;
import org.diabolo.network.Bundle;
import org.diabolo.store.Json;

/**
 * A bundle's figures, measured where they are not there: each split's depend on the model and on
 * what is measured how, and on no other split.
 */
record Measurement(RunContext context, Measured asked, Figures figures) {

  /**
   * @param bundle the run's
   * @return what {@code metrics.json} holds then
   */
  JsonNode of(Bundle bundle) {
    Collection<String> splits = new TreeSet<>(asked.evaluate().splits());
    Map<String, Object> kept = new TreeMap<>();
    if (figures.isThere()) {
      Collection<String> before = figures.splits();
      Optional<String> corpus = new PrepareStage(context, PrepareStage.Depth.FILES).identity();
      Optional<String> change = figures.change(asked, bundle, corpus);
      Optional<String> flaw = change.or(figures::damage);
      if (flaw.isEmpty() && before.containsAll(splits)) {
        context.listener().stageEnded("evaluated already");
        return figures.read();
      }
      if (flaw.isPresent()) {
        requireRows();
        context.listener().stageBegins("evaluating again: " + flaw.get());
        // If this is broken off, nothing may be left that looks like its figures.
        figures.delete();
        if (change.isEmpty()) {
          splits.addAll(before);
        }
      } else {
        splits.removeAll(before);
        context.listener().stageBegins("evaluating " + String.join(", ", splits));
        figures.read().fields().forEachRemaining(each -> kept.put(each.getKey(), each.getValue()));
        return measured(bundle, splits, kept, asked.with(before));
      }
    } else {
      context.listener().stageBegins("evaluating");
    }
    return measured(bundle, splits, kept, asked.with(splits));
  }

  private JsonNode measured(
      Bundle bundle, Collection<String> splits, Map<String, Object> kept, Measured all) {
    long began = System.nanoTime();
    PreparedCorpus corpus = PreparedCorpus.load(context.run().prepared());
    context.manifest().begin(Stage.EVALUATE, context.spec(), Json.beginning(""));
    Map<String, Object> metrics = metrics(corpus, bundle, splits);
    kept.putAll(metrics);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("seconds", Pipeline.seconds(began));
    facts.put(PrepareStage.CORPUS, corpus.identity());
    figures.write(kept, all, bundle, facts);
    context.listener().stageEnded("evaluated: " + Headline.of(Json.tree(metrics)));
    return figures.read();
  }

  /**
   * To be called before figures are removed.
   *
   * @throws org.diabolo.job.BadDataException when there is no whole corpus to measure them on
   */
  void requireRows() {
    PreparedCorpus.load(context.run().prepared()).read(context.spark());
  }

  private Map<String, Object> metrics(
      PreparedCorpus corpus, Bundle bundle, Collection<String> splits) {
    CorpusReading reading = corpus.read(context.spark());
    Map<String, Object> metrics = new TreeMap<>();
    reading.during(
        () -> {
          SplitMetrics evaluation =
              Evaluation.of(context.spark(), context.spec(), bundle, reading.table(Split.TRAIN));
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
