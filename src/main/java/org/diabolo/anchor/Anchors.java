package org.diabolo.anchor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feed;
import org.diabolo.corpus.CorpusReading;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.corpus.Split;
import org.diabolo.field.Field;
import org.diabolo.field.TextField;
import org.diabolo.job.JobSpec;
import org.diabolo.job.Secrets;
import org.diabolo.network.Bundle;
import org.diabolo.space.CodePairs;
import org.diabolo.store.Json;

/**
 * The codes that an earlier model gives for the train rows of a new one, to which the new one's are
 * to stay near.
 */
public final class Anchors implements AutoCloseable {
  /**
   * Of the share that a code leaves open of what the earlier model's codes vary, beside the share
   * that a model leaves open of what is to be told of a row. By {@code bench retrain}
   * (docs/benchmarks.md) a cold candidate of images keeps 0.80 of ten nearest neighbours at an
   * error 0.9 % above a fresh one's; with 1 it keeps 0.86 at 2.3 % above.
   */
  public static final double WEIGHT = 0.3;

  private static final float[] NONE = {};

  private static final List<String> SAME =
      List.of("/source/kind", "/source/column", "/source/columns");

  private final JavaSparkContext spark;
  private final Broadcast<Bundle.Parts> model;
  private final OwnForm form;
  private final CorpusReading reading;
  private final PreparedCorpus corpus;
  private final Scales scales;

  /**
   * Looks how far the earlier model's codes lie apart, which takes a pass over the rows.
   *
   * @param spark to run on
   * @param earlier a model of which {@link #obstacle} and {@link #mismatch} say nothing
   * @param corpus of the new model
   * @param reading of it
   * @param label how the new model's targets are compared
   */
  public Anchors(
      JavaSparkContext spark,
      Bundle earlier,
      PreparedCorpus corpus,
      CorpusReading reading,
      Feed label) {
    this.form =
        OwnForm.of(corpus.card().source(), earlier.card().source(), earlier.card().longest());
    this.spark = spark;
    this.reading = reading;
    this.corpus = corpus;
    this.model = spark.broadcast(earlier.parts());
    try {
      long rows = corpus.rows(Split.TRAIN);
      int width = earlier.card().code();
      this.scales = Scales.of(anchored(Split.TRAIN, key -> Scales.chosen(key, rows, width)), label);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * @param spec of the new model
   * @param earlier the model whose codes would be the anchors
   * @return why they cannot be, in words, as far as the job tells it; nothing where they can
   */
  public static Optional<String> obstacle(JobSpec spec, Bundle earlier) {
    int code = earlier.card().code();
    if (code != spec.encoder().code()) {
      return Optional.of(
          "encoder.code was %d and is now %d".formatted(code, spec.encoder().code()));
    }
    JsonNode then = Secrets.redacted(earlier.card().provenance().path("job"));
    JsonNode now = Secrets.redacted(Json.tree(spec));
    for (String key : SAME) {
      if (!then.at(key).equals(now.at(key))) {
        return Optional.of(
            "%s was %s and is now %s"
                .formatted(
                    key.substring(1).replace('/', '.'), told(then.at(key)), told(now.at(key))));
      }
    }
    boolean cased = earlier.card().source() instanceof TextField text && !text.lowercase();
    return cased && now.at("/source/lowercase").asBoolean()
        ? Optional.of("source.lowercase was false and is now true")
        : Optional.empty();
  }

  private static String told(JsonNode value) {
    return value.isMissingNode() ? "not there" : value.toString();
  }

  /**
   * @param now the new model's source field
   * @param earlier the model whose codes would be the anchors
   * @return why they cannot be, in words, as far as the fields tell it; nothing where they can
   */
  public static Optional<String> mismatch(Field now, Bundle earlier) {
    return earlier.card().source().sameForm(now)
        ? Optional.empty()
        : Optional.of("its rows are of another size");
  }

  /**
   * @return whether there is anything to stay near to: rows with codes that differ
   */
  public boolean hold() {
    return Float.isFinite((float) weight()) && weight() > 0;
  }

  /**
   * @return of the mean squared distance of code and anchor, beside the loss of a row
   */
  public double weight() {
    return WEIGHT * scales.loss() / scales.variance();
  }

  /**
   * @return share of the train rows that have an anchor, told from some thousands
   */
  public double share() {
    return scales.share();
  }

  /**
   * @return variance of a number of the earlier model's codes, told from some thousands of rows
   */
  public double variance() {
    return scales.variance();
  }

  /**
   * @return the train rows, those that have one with their anchor
   */
  public JavaRDD<Example> rows() {
    return anchored(Split.TRAIN, key -> true);
  }

  /**
   * @param others rows that nothing is learned from
   * @return the same, without anchors
   */
  public static JavaRDD<Example> without(JavaRDD<Example> others) {
    return others.map(row -> row.anchored(NONE));
  }

  /**
   * @param later the new model, which takes rows as they were prepared
   * @param split whose rows are looked at
   * @param most rows that are wanted
   * @return codes by both models of rows that both take
   */
  public CodePairs beside(Bundle.Parts later, Split split, int most) {
    long rows = corpus.rows(split);
    Broadcast<Bundle.Parts> parts = spark.broadcast(later);
    try {
      return anchored(split, key -> CodePairs.mayStay(key, rows, most))
          .mapPartitions(some -> List.of(pairs(some, parts.value(), most)).iterator())
          .treeAggregate(new CodePairs(most), CodePairs::merge, CodePairs::merge);
    } finally {
      parts.destroy();
    }
  }

  private static CodePairs pairs(Iterator<Example> rows, Bundle.Parts later, int most) {
    CodePairs pairs = new CodePairs(most);
    new CodedRows<>(rows, row -> row.anchor().length > 0 ? row.source() : null, later)
        .forEachRemaining(
            coded -> {
              if (coded.code() != null) {
                pairs.add(coded.row().key(), coded.row().anchor(), coded.code());
              }
            });
    return pairs;
  }

  /**
   * A row on its way.
   *
   * @param example as the new model takes it
   * @param own its source as the earlier model takes it; null where it takes no such row
   */
  private record Given(Example example, float[] own) {}

  /**
   * @param chosen tells by its key whether a row is looked at
   */
  private JavaRDD<Example> anchored(Split split, Function<String, Boolean> chosen) {
    OwnForm own = form;
    Broadcast<Bundle.Parts> parts = model;
    JavaRDD<Given> given;
    if (own.to() instanceof TextField) {
      given =
          reading
              .texts(split)
              .filter(row -> chosen.call(row.row().key()))
              .map(row -> new Given(row.row(), own.of(row.source())));
    } else {
      given =
          reading
              .examples(split)
              .filter(row -> chosen.call(row.key()))
              .map(row -> new Given(row, own.of(row)));
    }
    return given
        .mapPartitions(some -> new CodedRows<>(some, Given::own, parts.value()))
        .map(coded -> coded.row().example().anchored(orNone(coded.code())));
  }

  /** A code that is no number is nothing to stay near to. */
  private static float[] orNone(float[] code) {
    return code != null && CodePairs.isFinite(code) ? code : NONE;
  }

  @Override
  public void close() {
    model.destroy();
  }
}
