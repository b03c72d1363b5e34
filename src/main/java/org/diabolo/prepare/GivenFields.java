package org.diabolo.prepare;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.corpus.Split;
import org.diabolo.corpus.TextFacts;
import org.diabolo.field.Field;
import org.diabolo.field.VectorField;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.FieldSpec.VectorSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.rows.Screening;

/**
 * The fields of a model whose training is gone on with: rows are prepared with them instead of
 * fitting fields to the rows, because the model's parameters are worth something in these units
 * alone.
 *
 * @param owner whose they are, in words
 * @param source what is encoded
 * @param target what is decoded; null in an autoencoder
 * @param unknown by {@code source} and {@code target}, where these are text: the share of tokens
 *     that the vocabulary did not know in the rows that it was learned from; 0 where nothing tells
 */
public record GivenFields(String owner, Field source, Field target, Map<String, Double> unknown) {
  /** By how much more of the tokens may be unknown than were then. */
  static final double MORE_UNKNOWN = 0.01;

  /**
   * @param corpus that vocabularies were learned from
   * @return the shares of tokens that they did not know
   */
  public static Map<String, Double> unknown(PreparedCorpus.Card corpus) {
    Map<String, Double> unknown = new TreeMap<>();
    if (corpus.texts() != null) {
      corpus.texts().forEach((side, facts) -> unknown.put(side, unknown(facts)));
    }
    return unknown;
  }

  private static double unknown(TextFacts facts) {
    return facts.splits().get(Split.TRAIN.label()).unknown();
  }

  /**
   * @param train good train rows
   * @return the fields
   * @throws UnfitRowsException when their scales are not those of these rows
   */
  Fields scaling(JobSpec spec, Dataset<Row> train) {
    Ranges.Side read = target == null ? Ranges.Side.AUTOENCODED : Ranges.Side.SOURCE;
    require(range(read, source, spec.source(), train, Screening.SOURCE));
    if (target != null) {
      require(range(Ranges.Side.TARGET, target, spec.target(), train, Screening.TARGET));
    }
    return new Fields(source, target);
  }

  private static Optional<String> range(
      Ranges.Side side, Field then, FieldSpec spec, Dataset<Row> train, String column) {
    return then instanceof VectorField vector && spec instanceof VectorSpec numbers
        ? new Ranges(side, numbers, vector, (VectorField) FieldFitting.fit(spec, train, column))
            .difference()
        : Optional.empty();
  }

  /**
   * @param texts as the fields gave them
   * @throws UnfitRowsException when far more of the tokens are unknown than were then
   */
  void requireKnown(Map<String, TextFacts> texts) {
    for (String side : List.of(CorpusColumns.SOURCE, CorpusColumns.TARGET)) {
      TextFacts facts = texts.get(side);
      double then = unknown.getOrDefault(side, 0.0);
      if (facts != null && unknown(facts) > then + MORE_UNKNOWN) {
        require(
            Optional.of(
                String.format(
                    Locale.ROOT,
                    "%s: %.2f %% of the tokens are unknown, %.2f %% were when its vocabulary was"
                        + " learned, allowed: %.2f %%",
                    side,
                    100 * unknown(facts),
                    100 * then,
                    100 * (then + MORE_UNKNOWN))));
      }
    }
  }

  private void require(Optional<String> difference) {
    difference.ifPresent(
        words -> {
          throw new UnfitRowsException(
              "the train rows do not fit the fields of "
                  + owner
                  + ": "
                  + words
                  + "; train anew with fields of these rows: --set retrain.start=cold");
        });
  }
}
