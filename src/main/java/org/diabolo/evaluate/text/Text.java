package org.diabolo.evaluate.text;

import java.io.Serializable;
import java.util.List;

/**
 * One text, as written and as its field's tokens.
 *
 * @param string the text as a reader sees it; its characters are code points
 * @param tokens the same text as the job's field cuts it
 */
public record Text(String string, List<String> tokens) implements Serializable {
  /**
   * Copies the tokens.
   *
   * @param string the text as a reader sees it
   * @param tokens of the same text, none null
   */
  public Text {
    tokens = List.copyOf(tokens);
  }

  int[] characters() {
    return string.codePoints().toArray();
  }
}
