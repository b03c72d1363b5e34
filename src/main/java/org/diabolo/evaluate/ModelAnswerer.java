package org.diabolo.evaluate;

import java.util.List;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.Engines;
import org.diabolo.evaluate.TextItems.Item;
import org.diabolo.evaluate.text.Text;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.search.TextSearch;

/** The model, with the search that the job asks for. */
final class ModelAnswerer implements Answerer {
  private final Bundle.Parts parts;
  private final TextField target;
  private final Forward encoder;
  private final TextSearch search;

  ModelAnswerer(Bundle.Parts parts, PredictSpec predict) {
    this.parts = parts;
    this.target = (TextField) parts.target();
    this.encoder = Engines.forward(parts.encoder());
    this.search = TextSearch.of(parts, predict);
  }

  @Override
  public List<List<Text>> answer(List<Item> items) {
    Values source =
        FeedFiller.values(parts.feeds().inputs().get(0), items.stream().map(Item::source).toList());
    List<Values> encoded = encoder.apply(items.size(), List.of(source));
    return search.search(items.size(), encoded).stream()
        .map(best -> best.stream().map(hypothesis -> text(hypothesis.tokens())).toList())
        .toList();
  }

  private Text text(int[] ids) {
    return new Text(target.text(ids), target.tokens(ids));
  }
}
