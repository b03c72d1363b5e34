package org.diabolo.field;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;

/**
 * A field whose rows are all of one size.
 *
 * <p>Both directions are affine in each element: {@code network = (raw - shift) / scale}.
 */
public sealed interface NumberField extends Field permits VectorField, ImageField {

  /** What values a field's elements can take on the network's side. */
  enum Values {
    /** Within [0, 1]. */
    UNIT,
    /** Any finite number. */
    REAL
  }

  /**
   * @return numbers a row, at least 1
   */
  @JsonIgnore
  int size();

  /**
   * @return what the network's side of the field can hold
   */
  @JsonIgnore
  Values values();

  /**
   * @param network a batch of rows as the network sees them
   * @param offset of the row's first number
   * @return the row in the input's units and order, {@link #size} numbers, not rounded
   */
  double[] toRaw(float[] network, int offset);

  @Override
  default boolean sameForm(Field other) {
    return other instanceof NumberField numbers && numbers.size() == size();
  }

  /**
   * How many raw units are one of the network's. Planes and pixels of an image stand in another
   * order than in the network, but all of them have one scale.
   *
   * @return for each raw number, in their order; 0 of one that is always the same
   */
  @JsonIgnore
  default double[] scales() {
    float[] ones = new float[size()];
    Arrays.fill(ones, 1);
    double[] zero = toRaw(new float[size()], 0);
    double[] scales = toRaw(ones, 0);
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Math.abs(scales[i] - zero[i]);
    }
    return scales;
  }
}
