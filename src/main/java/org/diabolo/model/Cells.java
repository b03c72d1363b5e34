package org.diabolo.model;

import org.diabolo.field.Field;
import org.diabolo.field.ImageField;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;

/**
 * Rows as callers hand them over, held against what the rows of a job must be.
 *
 * @param field of the rows
 * @param longest most tokens of a text that is taken
 */
record Cells(Field field, int longest) {

  /**
   * @param cell {@code double[]} or {@code float[]} of a vector, {@code byte[]} of an image's
   *     pixels, {@code String} of a text
   * @return its numbers on the network's side
   * @throws IllegalArgumentException that says what is wrong with it
   */
  float[] prepared(Object cell) {
    if (field instanceof TextField text) {
      text(text, cell);
    } else if (field instanceof ImageField image) {
      image(image, cell);
    } else {
      vector((NumberField) field, cell);
    }
    return field.toNetwork(cell);
  }

  private void text(TextField field, Object cell) {
    if (!(cell instanceof String text)) {
      throw type(cell, "a text as String");
    }
    int tokens = field.tokens(text).size();
    if (tokens == 0) {
      throw new IllegalArgumentException("found an empty text");
    }
    if (tokens > longest) {
      throw new IllegalArgumentException(
          "found a text of %d tokens, allowed: at most %d".formatted(tokens, longest));
    }
  }

  private static void image(ImageField field, Object cell) {
    if (!(cell instanceof byte[] pixels)) {
      throw type(cell, "an image's pixels as byte[]");
    }
    if (pixels.length != field.size()) {
      throw new IllegalArgumentException(
          "found %d bytes, allowed: %d x %d x %d of pixels (Model.pixels reads files)"
              .formatted(pixels.length, field.height(), field.width(), field.channels()));
    }
  }

  private static void vector(NumberField field, Object cell) {
    if (cell instanceof float[] floats) {
      size(field.size(), floats.length);
      for (int i = 0; i < floats.length; i++) {
        finite(floats[i], i);
      }
    } else if (cell instanceof double[] doubles) {
      size(field.size(), doubles.length);
      for (int i = 0; i < doubles.length; i++) {
        finite(doubles[i], i);
      }
    } else {
      throw type(cell, "numbers as double[] or float[]");
    }
  }

  /** The code, if it is one of so many numbers. */
  static float[] code(float[] code, int size) {
    if (code == null) {
      throw type(code, "numbers as float[]");
    }
    size(size, code.length);
    return code;
  }

  private static void size(int size, int found) {
    if (found != size) {
      throw new IllegalArgumentException(
          "found %d %s, allowed: %d".formatted(found, found == 1 ? "number" : "numbers", size));
    }
  }

  private static void finite(double number, int place) {
    if (!(Math.abs(number) <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "found %s at [%d], allowed: finite numbers of a float's range".formatted(number, place));
    }
  }

  private static IllegalArgumentException type(Object cell, String allowed) {
    String found = cell == null ? "null" : cell.getClass().getSimpleName();
    return new IllegalArgumentException("found %s, allowed: %s".formatted(found, allowed));
  }
}
