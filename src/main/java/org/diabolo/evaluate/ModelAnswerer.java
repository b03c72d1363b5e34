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
  private final TextField target;
  private final TextPredictor predictor;

  ModelAnswerer(Bundle.Parts parts, PredictSpec predict) {
    this.target = (TextField) parts.target();
    this.predictor = new TextPredictor(parts, predict);
  }

  @Override
  public List<List<Text>> answer(List<Item> items) {
    return predictor.predict(items.stream().map(Item::source).toList()).stream()
        .map(best -> best.stream().map(hypothesis -> text(hypothesis.tokens())).toList())
        .toList();
  }

  private Text text(int[] ids) {
    return new Text(target.text(ids), target.tokens(ids));
  }
}
