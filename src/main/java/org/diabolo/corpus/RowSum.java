package org.diabolo.corpus;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.io.Serializable;

/**
 * Some prepared rows in three numbers that do not depend on their order: how many they are, and the
 * sums of their {@link RowHash}es modulo 2^64. Unlike an exclusive or, a sum tells that a row is
 * there twice. As text in JSON, because many readers of JSON have no whole numbers of 64 bits.
 *
 * @param rows how many
 * @param numbers sum of the hashes of keys and numbers
 * @param texts sum of the hashes of keys and texts; 0 where there are none
 */
public record RowSum(
    long rows,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long numbers,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long texts)
    implements Serializable {
  /** Of no rows. */
  static final RowSum NONE = new RowSum(0, 0, 0);

  RowSum plus(RowSum other) {
    return new RowSum(rows + other.rows, numbers + other.numbers, texts + other.texts);
  }

  /** The same without its texts, which training does not read. */
  RowSum withoutTexts() {
    return new RowSum(rows, numbers, 0);
  }
}
