package org.diabolo.anchor;

import java.io.Serializable;
import java.util.List;
import org.diabolo.batch.Example;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.diabolo.store.Json;

/**
 * Rows that were prepared for one model, as another one takes them.
 *
 * @param from the field by which rows were prepared
 * @param to the other model's field
 * @param same whether both make the same of a row
 * @param longest most tokens of a text that the other model takes
 */
record OwnForm(Field from, Field to, boolean same, int longest) implements Serializable {

  static OwnForm of(Field from, Field to, int longest) {
    // Fields have arrays, which are equal only to themselves.
    return new OwnForm(from, to, Json.tree(from).equals(Json.tree(to)), longest);
  }

  /**
   * @param row of numbers
   * @return its source as the other model takes it; the same array where there is no difference
   */
  float[] of(Example row) {
    return same ? row.source() : to.toNetwork(((NumberField) from).toRaw(row.source(), 0));
  }

  /**
   * @param text of a row's source
   * @return the same as the other model takes it; null where it takes no such row
   */
  float[] of(String text) {
    TextField texts = (TextField) to;
    List<String> tokens = texts.tokens(text);
    return tokens.size() > longest ? null : texts.numbers(tokens);
  }
}
