package org.diabolo.drift;

import java.io.Serializable;
import java.util.Objects;

/**
 * What a model, and its input, tell of a row.
 *
 * @param key of the row
 * @param error of what is made of it; infinite where it is no finite number; null of a model whose
 *     errors are not told
 * @param code of the row
 * @param inputs as {@link Features} tell them
 * @param strange what the model has never seen
 */
record RowFigures(String key, Float error, float[] code, float[] inputs, Features.Strange strange)
    implements Serializable {
  RowFigures {
    Objects.requireNonNull(code);
    if (error != null && !Float.isFinite(error)) {
      error = Float.POSITIVE_INFINITY;
    }
  }

  boolean hasFiniteCode() {
    return isFinite(code);
  }

  /** Whether all its numbers are. */
  boolean isFinite() {
    return isFinite(code) && isFinite(inputs) && (error == null || Float.isFinite(error));
  }

  private static boolean isFinite(float[] numbers) {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        return false;
      }
    }
    return true;
  }
}
