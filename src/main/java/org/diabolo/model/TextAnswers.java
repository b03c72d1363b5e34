package org.diabolo.model;

import java.util.List;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.search.Hypothesis;
import org.diabolo.search.TextPredictor;

/** Texts, with the scores of their search. */
final class TextAnswers implements Answers {
  private final TextField target;
  private final TextPredictor predictor;

  TextAnswers(Bundle.Parts parts, TextField target, PredictSpec spec) {
    this.target = target;
    this.predictor = new TextPredictor(parts, spec);
  }

  @Override
  public List<List<Output>> of(List<float[]> sources) {
    return predictor.predict(sources).stream()
        .map(best -> best.stream().map(text -> output(target, text)).toList())
        .toList();
  }

  static Output output(TextField target, Hypothesis text) {
    return new Output(target.text(text.tokens()), text.score(), text.attention());
  }
}
