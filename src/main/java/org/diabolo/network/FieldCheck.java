package org.diabolo.network;

import org.diabolo.field.Field;
import org.diabolo.field.ImageField;
import org.diabolo.field.TextField;
import org.diabolo.field.VectorField;
import org.diabolo.job.BadDataException;
import org.diabolo.job.FieldSpec.Scale;

/** Whether what a bundle's card says of a field can be meant. */
final class FieldCheck {
  private final String key;

  private FieldCheck(String key) {
    this.key = key;
  }

  /**
   * @param key {@code source} or {@code target}
   * @param field as it was read
   * @throws BadDataException that names what is wrong, and at which index
   */
  static void check(String key, Field field) {
    FieldCheck check = new FieldCheck(key);
    if (field instanceof VectorField vector) {
      check.vector(vector);
    } else if (field instanceof ImageField image) {
      check.image(image);
    } else if (field instanceof TextField text) {
      check.text(text);
    } else {
      throw new BadDataException(key + " is missing");
    }
  }

  private void vector(VectorField field) {
    require(field.scaling() != null, ".scaling is missing");
    require(field.shift() != null && field.shift().length > 0, ".shift is missing");
    require(field.scale() != null, ".scale is missing");
    require(
        field.shift().length == field.scale().length,
        ": found %d numbers of shift and %d of scale, allowed: as many of both",
        field.shift().length,
        field.scale().length);
    boolean unscaled = field.scaling() == Scale.NONE;
    for (int i = 0; i < field.shift().length; i++) {
      double shift = field.shift()[i];
      double scale = field.scale()[i];
      require(Double.isFinite(shift), ".shift[%d] is %s", i, shift);
      // 0 is a constant column's, which only statistics tell.
      require(
          Double.isFinite(scale) && (unscaled ? scale == 1 : scale >= 0),
          ".scale[%d] is %s, allowed: %s",
          i,
          scale,
          unscaled ? "1, as scaling is none" : "0 (a constant column) or more");
    }
  }

  private void image(ImageField field) {
    long pixels = (long) field.height() * field.width();
    require(
        field.height() > 0
            && field.width() > 0
            && field.channels() > 0
            && pixels <= Integer.MAX_VALUE / field.channels(),
        ": found an image of %d x %d x %d, allowed: sides from 1, together at most %d numbers",
        field.height(),
        field.width(),
        field.channels(),
        Integer.MAX_VALUE);
  }

  private void text(TextField field) {
    require(field.tokenizer() != null, ".tokenizer is missing");
    require(field.vocabulary() != null, ".vocabulary is missing");
    require(field.maxLength() > 0, ".max_length is %d, allowed: 1 or more", field.maxLength());
  }

  private void require(boolean right, String message, Object... arguments) {
    BundleCheck.require(right, key + message, arguments);
  }
}
