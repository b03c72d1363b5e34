package org.diabolo.evaluate;

import java.util.List;
import org.diabolo.evaluate.TextItems.Item;
import org.diabolo.evaluate.text.Text;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.search.TextPredictor;

/** The model, with the search that the job asks for. */
final class ModelAnswerer implements Answerer {
  private final FieldTexts texts;
  private final TextPredictor predictor;

  ModelAnswerer(Bundle.Parts parts, PredictSpec predict) {
    this.texts = new FieldTexts((TextField) parts.target());
    this.predictor = new TextPredictor(parts, predict);
  }

  @Override
  public List<List<Text>> answer(List<Item> items) {
    return predictor.predict(items.stream().map(Item::source).toList()).stream()
        .map(best -> best.stream().map(hypothesis -> texts.of(hypothesis.tokens())).toList())
        .toList();
  }
}
