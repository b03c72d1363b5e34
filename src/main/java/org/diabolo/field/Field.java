package org.diabolo.field;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/** A raw cell, in the units of the input, and the same row as a network sees it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = VectorField.class, name = "vector"),
  @JsonSubTypes.Type(value = ImageField.class, name = "image"),
  @JsonSubTypes.Type(value = TextField.class, name = "text")
})
public sealed interface Field extends Serializable permits NumberField, TextField {

  /**
   * @param cell one row: {@code double[]} or {@code float[]} of a vector, {@code byte[]} of an
   *     image's pixels, {@code String} of a text
   * @return its numbers on the network's side; of text the ids of its tokens
   */
  float[] toNetwork(Object cell);

  /**
   * @param other field
   * @return whether it takes rows of the same form: as many numbers, texts of any length, or images
   *     of one shape
   */
  boolean sameForm(Field other);
}
