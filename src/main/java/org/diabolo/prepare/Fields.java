package org.diabolo.prepare;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.field.Field;
import org.diabolo.field.TextField;

/**
 * A job's fitted fields.
 *
 * @param source what is encoded
 * @param target what is decoded; null in an autoencoder
 */
record Fields(Field source, Field target) implements Serializable {

  /** Those of them that are text, by the column of their ids. */
  Map<String, TextField> texts() {
    Map<String, TextField> texts = new TreeMap<>();
    if (source instanceof TextField text) {
      texts.put(CorpusColumns.SOURCE, text);
    }
    if (target instanceof TextField text) {
      texts.put(CorpusColumns.TARGET, text);
    }
    return texts;
  }
}
