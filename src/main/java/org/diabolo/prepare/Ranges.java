package org.diabolo.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.diabolo.field.VectorField;
import org.diabolo.job.FieldSpec.Scale;
import org.diabolo.job.FieldSpec.VectorSpec;

/**
 * Compares the scales that numbers were once given with those that would fit now. A column's range
 * is from its least to its largest number (minmax), or a deviation below and above its mean
 * (standard). The range now may reach beyond the one then by the width of that on either side, and
 * be a third as wide, or a single number; what was a single number must still be the same. A
 * decoder of minmax numbers gives none outside of the range then, so there it may reach a tenth
 * beyond.
 *
 * @param side of the field
 * @param spec of the field
 * @param then fitted to other rows
 * @param now fitted to the rows that are there
 */
record Ranges(Side side, VectorSpec spec, VectorField then, VectorField now) {
  private static final int NARROWEST = 3;
  private static final int TOLD = 3;

  /** Where numbers are, in the job and in the model. */
  enum Side {
    /** Only read. */
    SOURCE("source"),
    /** Read, and decoded again. */
    AUTOENCODED("source"),
    /** Decoded. */
    TARGET("target");

    private final String key;

    Side(String key) {
      this.key = key;
    }
  }

  /** In widths of the range then. */
  private double beyond() {
    return spec.scale() == Scale.MINMAX && side != Side.SOURCE ? 0.1 : 1;
  }

  /** In words; nothing where the scales of then will do. */
  Optional<String> difference() {
    if (then.size() != now.size()) {
      return Optional.of(
          side.key + ": rows have " + now.size() + " numbers, they had " + then.size() + " then");
    }
    if (spec.scale() == Scale.NONE) {
      return Optional.empty();
    }
    List<String> told = new ArrayList<>();
    int others = 0;
    for (int i = 0; i < then.size(); i++) {
      if (!Range.of(then, i).holds(Range.of(now, i), beyond())) {
        if (told.size() < TOLD) {
          told.add(name(i) + " was " + words(then, i) + " and is " + words(now, i));
        } else {
          others++;
        }
      }
    }
    return told.isEmpty()
        ? Optional.empty()
        : Optional.of(
            side.key
                + ": "
                + String.join(", ", told)
                + (others > 0 ? ", and " + others + " more columns" : ""));
  }

  private String name(int column) {
    return spec.column() == null ? spec.columns().get(column) : spec.column() + "[" + column + "]";
  }

  private static String words(VectorField field, int column) {
    double shift = field.shift()[column];
    double scale = field.scale()[column];
    if (scale == 0) {
      return String.format(Locale.ROOT, "always %.6g", shift);
    }
    return field.scaling() == Scale.MINMAX
        ? String.format(Locale.ROOT, "%.6g to %.6g", shift, shift + scale)
        : String.format(Locale.ROOT, "mean %.6g, deviation %.6g", shift, scale);
  }

  private record Range(double low, double high) {
    static Range of(VectorField field, int column) {
      double shift = field.shift()[column];
      double scale = field.scale()[column];
      return new Range(field.scaling() == Scale.MINMAX ? shift : shift - scale, shift + scale);
    }

    private double width() {
      return high - low;
    }

    boolean holds(Range other, double beyond) {
      if (width() == 0) {
        return other.low == low && other.high == high;
      }
      return other.low >= low - beyond * width()
          && other.high <= high + beyond * width()
          && (other.width() == 0 || other.width() * NARROWEST >= width());
    }
  }
}
