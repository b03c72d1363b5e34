package org.diabolo.field;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/**
 * A raw cell of numbers, in the units of the input, and the same row as a network sees it.
 *
 * <p>Both directions are affine in each element: {@code network = (raw - shift) / scale}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = VectorField.class, name = "vector"),
  @JsonSubTypes.Type(value = ImageField.class, name = "image")
})
public sealed interface Field extends Serializable permits VectorField, ImageField {

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
   * @param raw one row in the input's units, {@link #size} numbers
   * @param into where the network's numbers go
   * @param offset of the first of them
   */
  void toNetwork(double[] raw, float[] into, int offset);

  /**
   * @param network a batch of rows as the network sees them
   * @param offset of the row's first number
   * @return the row in the input's units, {@link #size} numbers, not rounded
   */
  double[] toRaw(float[] network, int offset);
}
