package org.diabolo.retrain.gate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.diabolo.batch.SimilarRows;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.prepare.HeldOutRows;
import org.diabolo.rows.RawCell;
import org.diabolo.search.SteadyCodes;

/**
 * Has both models answer the same rows and sums their errors, where the rows are.
 *
 * @param champion null where there is none
 * @param candidate the other
 * @param first the model that began the candidate's code space, asked for codes alone; null where
 *     it is not
 * @param search how texts are found, by both
 * @param measure of an answer
 * @param baselines that answer too
 * @param weights of the resamples
 */
record RowErrors(
    Earlier champion,
    Bundle.Parts candidate,
    Earlier first,
    PredictSpec search,
    Measure measure,
    List<BaselineAnswers> baselines,
    RowWeights weights)
    implements Serializable {
  /** Of a row that {@link HeldOutRows} gives: the label of its side in the champion's corpus. */
  static final String SIDE = CorpusColumns.SPLIT;

  /** A side of rows of which nobody can tell it. */
  static final String UNKNOWN = "unknown";

  private static final int KEY = 0;
  private static final int TOGETHER = 1;
  private static final int BY = 2;
  private static final int SOURCE = 3;
  private static final int TARGET = 4;
  private static final int CHAMPIONS_SIDE = 5;

  /**
   * @param rows of a partition: the columns of {@link HeldOutRows}, then {@link #SIDE}
   */
  ErrorSums of(Iterator<Row> rows) {
    ErrorSums sums = new ErrorSums(weights.draws());
    if (!rows.hasNext()) {
      return sums;
    }
    Contestant one = champion == null ? null : new Contestant(champion.parts(), search);
    Contestant other = new Contestant(candidate, search);
    SteadyCodes origin = first == null ? null : new SteadyCodes(first.parts());
    List<Row> batch = new ArrayList<>();
    int widest = 1;
    while (rows.hasNext()) {
      Row row = rows.next();
      widest = Math.max(widest, candidate.source().toNetwork(RawCell.of(row, SOURCE)).length);
      batch.add(row);
      int most = SimilarRows.readAhead(candidate.feeds().inputs().get(0), widest);
      if (batch.size() >= most || !rows.hasNext()) {
        judge(batch, one, other, origin, sums);
        batch.clear();
        widest = 1;
      }
    }
    return sums;
  }

  private void judge(
      List<Row> batch, Contestant one, Contestant other, SteadyCodes origin, ErrorSums sums) {
    List<Row> rows = batch.stream().filter(this::championTakes).toList();
    sums.reject(batch.size() - rows.size());
    if (rows.isEmpty()) {
      return;
    }
    List<Object> sources = rows.stream().map(row -> RawCell.of(row, SOURCE)).toList();
    List<Contestant.Given> before = one == null ? null : one.answer(sources);
    List<Contestant.Given> now = other.answer(sources);
    if (origin != null) {
      codesOfFirst(rows, now, origin, sums);
    }
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Object target = RawCell.of(row, TARGET);
      Measure.Score score = measure.of(target, now.get(i).answer());
      sums.code(ErrorSums.Who.CANDIDATE, now.get(i).code(), score.error());
      byte[] drawn = weights.of(row.getString(TOGETHER));
      if (before != null) {
        Measure.Score champions = measure.of(target, before.get(i).answer());
        sums.code(ErrorSums.Who.CHAMPION, before.get(i).code(), champions.error());
        sums.codes(row.getString(KEY), before.get(i).code(), now.get(i).code());
        parts(row).forEach(part -> sums.add(part, drawn, champions, score));
      }
      for (BaselineAnswers baseline : baselines) {
        Object answer = baseline.answer(sources.get(i), target);
        Part part = new Part(Part.Kind.BASELINE, baseline.name());
        sums.add(part, drawn, measure.of(target, answer), score);
      }
    }
  }

  private boolean championTakes(Row row) {
    return champion == null || champion.takes(RawCell.of(row, SOURCE));
  }

  private void codesOfFirst(
      List<Row> rows, List<Contestant.Given> now, SteadyCodes origin, ErrorSums sums) {
    List<Integer> taken = new ArrayList<>();
    List<float[]> sources = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Object source = RawCell.of(rows.get(i), SOURCE);
      if (first.takes(source)) {
        taken.add(i);
        sources.add(first.parts().source().toNetwork(source));
      }
    }
    List<float[]> codes = origin.of(sources);
    for (int i = 0; i < codes.size(); i++) {
      int row = taken.get(i);
      sums.codesOfFirst(rows.get(row).getString(KEY), codes.get(i), now.get(row).code());
    }
  }

  private static List<Part> parts(Row row) {
    List<Part> parts = new ArrayList<>();
    parts.add(Part.of(Part.Kind.ALL));
    String side = row.getString(CHAMPIONS_SIDE);
    if (side == null) {
      parts.add(Part.of(Part.Kind.NEW));
    } else if (side.equals("test")) {
      parts.add(Part.of(Part.Kind.OLD));
    }
    if (row.getString(BY) != null) {
      parts.add(new Part(Part.Kind.SLICE, row.getString(BY)));
    }
    return parts;
  }
}
