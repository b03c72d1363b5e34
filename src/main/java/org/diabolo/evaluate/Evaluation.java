package org.diabolo.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.evaluate.text.TextMetric;
import org.diabolo.evaluate.text.TextMetrics;
import org.diabolo.field.TextField;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobCheck;
import org.diabolo.job.JobSpec;
import org.diabolo.job.PredictSpec;
import org.diabolo.job.TextSpec;
import org.diabolo.job.TextSpec.Tokens;
import org.diabolo.network.Bundle;

/** Chooses what a model is measured by. */
public final class Evaluation {
  /** Looks for metrics and baselines that there are not. */
  public static final JobCheck CHECK =
      new JobCheck(List.of("source.kind", "target.kind", "predict.n_best"), Evaluation::problems);

  private Evaluation() {}

  /**
   * @param spark to run on
   * @param spec the job
   * @param bundle the model
   * @param train prepared rows that it was trained on, from which baselines learn
   * @return what measures it
   */
  public static SplitMetrics of(
      SparkSession spark, JobSpec spec, Bundle bundle, Dataset<Row> train) {
    if (!(bundle.card().decoded() instanceof TextField field)) {
      return new NumberEvaluation(spark, bundle, train);
    }
    FieldTexts texts = new FieldTexts(field);
    Map<String, Answerer.Maker> baselines = new LinkedHashMap<>();
    for (Baseline baseline : Baseline.of(spec)) {
      baselines.put(baseline.label(), baseline.learn(spec, texts, train));
    }
    return new TextEvaluation(
        spark,
        bundle,
        spec.prediction().withoutAttention(),
        metrics(spec),
        baselines,
        spec.train().seed());
  }

  /**
   * Complains before anything is computed.
   *
   * @param spec the job
   * @throws InvalidJobException when it names metrics or baselines that there are not
   */
  public static void check(JobSpec spec) {
    List<String> problems = problems(spec);
    if (!problems.isEmpty()) {
      throw new InvalidJobException(problems);
    }
  }

  private static List<String> problems(JobSpec spec) {
    List<String> problems = new ArrayList<>();
    boolean text = spec.decoded() instanceof TextSpec;
    for (String name : spec.evaluate().metrics()) {
      if (!text) {
        problems.add(
            "evaluate.metrics: found " + name + ", allowed: none (of numbers all are told)");
      } else if (TextMetrics.named(name).isEmpty()) {
        problems.add(
            "evaluate.metrics: found "
                + name
                + ", allowed: "
                + String.join(" | ", TextMetrics.allowed()));
      }
    }
    if (text) {
      problems.addAll(tooFew(spec));
    }
    problems.addAll(Baseline.problems(spec));
    return problems;
  }

  /** Metrics of more hypotheses than are told. */
  private static List<String> tooFew(JobSpec spec) {
    int told = spec.prediction().nBest();
    return spec.evaluate().metrics().stream()
        .flatMap(name -> TextMetrics.named(name).stream())
        .filter(metric -> metric.hypotheses() > told)
        .map(
            metric ->
                "evaluate.metrics: found %s, allowed: only with predict.n_best of at least %d, found %d"
                    .formatted(metric.name(), metric.hypotheses(), told))
        .toList();
  }

  /** Those that every job of its kind has, and those that it asks for. */
  private static List<TextMetric> metrics(JobSpec spec) {
    Set<String> names = new LinkedHashSet<>();
    names.add("exact_match");
    names.add("token_error_rate");
    names.add("character_error_rate");
    Tokens tokens = ((TextSpec) spec.decoded()).tokens();
    if (tokens == Tokens.WORD || ((TextSpec) spec.decoded()).subwords()) {
      names.add("bleu");
      names.add("chrf");
    }
    PredictSpec predict = spec.prediction();
    if (predict.nBest() > 1) {
      names.add("exact_match_at_" + predict.nBest());
    }
    names.addAll(spec.evaluate().metrics());
    return names.stream().map(name -> TextMetrics.named(name).orElseThrow()).toList();
  }
}
