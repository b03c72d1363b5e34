package org.diabolo.encode;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.search.Hypothesis;
import org.diabolo.search.TextPredictor;

/** Texts, with the scores of their search. */
final class TextAnswers implements Answers {
  private final TextField target;
  private final PredictSpec spec;
  private final TextPredictor predictor;

  TextAnswers(Bundle.Parts parts, TextField target, PredictSpec spec) {
    this.target = target;
    this.spec = spec;
    this.predictor = new TextPredictor(parts, spec);
  }

  @Override
  public List<List<Object>> of(List<float[]> sources) {
    return predictor.predict(sources).stream().map(this::cells).toList();
  }

  private List<Object> cells(List<Hypothesis> texts) {
    Hypothesis best = texts.get(0);
    List<Object> cells = new ArrayList<>();
    cells.add(target.text(best.tokens()));
    cells.add(best.score());
    if (spec.nBest() > 1) {
      cells.add(texts.stream().map(this::nBest).toArray(Row[]::new));
    }
    if (spec.attention()) {
      cells.add(best.attention());
    }
    return cells;
  }

  private Row nBest(Hypothesis text) {
    return RowFactory.create(target.text(text.tokens()), text.score());
  }
}
