package org.diabolo.evaluate;

import java.io.Serializable;
import java.util.List;
import org.diabolo.evaluate.TextItems.Item;
import org.diabolo.evaluate.text.Text;

/** Something that answers: the model, or a baseline that it must be better than. */
interface Answerer {
  /**
   * @param items to answer
   * @return for each of them its answers, best first, at least one
   */
  List<List<Text>> answer(List<Item> items);

  /** Makes an answerer where the items are. */
  interface Maker extends Serializable {
    Answerer make();
  }
}
