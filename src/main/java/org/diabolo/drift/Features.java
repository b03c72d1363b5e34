package org.diabolo.drift;

import java.io.Serializable;
import java.util.List;
import org.diabolo.field.Field;
import org.diabolo.field.ImageField;
import org.diabolo.field.TextField;
import org.diabolo.field.VectorField;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.FieldSpec.VectorSpec;

/** What is told of a field's cells: some numbers a row, each with a name. */
interface Features extends Serializable {

  /**
   * @param field of the rows
   * @param spec of the field, which names its columns
   */
  static Features of(Field field, FieldSpec spec) {
    if (field instanceof VectorField vector) {
      return new VectorFeatures(vector, (VectorSpec) spec);
    }
    return field instanceof ImageField image
        ? new ImageFeatures(image)
        : new TextFeatures((TextField) field);
  }

  /**
   * @return a name for each number
   */
  List<String> names();

  /**
   * @param cell as it came in; null of numbers that were prepared before
   * @param prepared as the network sees the row
   */
  Told of(Object cell, float[] prepared);

  /**
   * @param i place of a number
   * @param number or a mean of such
   * @return it in units of the input
   */
  default double inUnits(int i, double number) {
    return number;
  }

  /**
   * What is told of a cell.
   *
   * @param numbers in the order of their names
   * @param strange what stands in it and is nowhere in what the model has learned
   */
  record Told(float[] numbers, Strange strange) {
    /** Of what has no vocabulary. */
    Told(float[] numbers) {
      this(numbers, Strange.NOTHING);
    }
  }

  /**
   * What a vocabulary does not know of a text, each once.
   *
   * @param tokens that it does not know
   * @param characters that are in none of its tokens
   */
  record Strange(List<String> tokens, List<String> characters) implements Serializable {
    static final Strange NOTHING = new Strange(List.of(), List.of());
  }
}
