package org.diabolo.evaluate;

import java.io.Serializable;
import java.util.List;
import org.diabolo.evaluate.text.Text;
import org.diabolo.field.TextField;

/**
 * Texts as the target's field writes and cuts them, whoever they are from: so answers, baselines'
 * answers and references are compared in one form.
 *
 * @param field fitted
 */
public record FieldTexts(TextField field) implements Serializable {

  /**
   * @param text as it came in
   * @return the same in the field's form
   */
  public Text of(String text) {
    List<String> tokens = field.tokens(text);
    return new Text(field.tokenizer().join(tokens), tokens);
  }

  Text of(int[] ids) {
    return new Text(field.text(ids), field.tokens(ids));
  }
}
