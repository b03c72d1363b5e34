package org.diabolo.drift;

import java.util.List;
import java.util.stream.IntStream;
import org.diabolo.field.VectorField;
import org.diabolo.job.FieldSpec.VectorSpec;

/** Each number of a vector, named by its column, or by its place in the array that it is in. */
final class VectorFeatures implements Features {
  private static final long serialVersionUID = 1;

  private final VectorField field;
  private final List<String> names;

  VectorFeatures(VectorField field, VectorSpec spec) {
    this.field = field;
    this.names =
        spec.column() == null
            ? List.copyOf(spec.columns())
            : IntStream.range(0, field.size())
                .mapToObj(i -> spec.column() + "[" + i + "]")
                .toList();
  }

  @Override
  public List<String> names() {
    return names;
  }

  /**
   * On the network's side. What was always the same there is 0 whatever comes in; it is told by how
   * far it is from what it was.
   */
  @Override
  public Told of(Object cell, float[] prepared) {
    float[] numbers = prepared.clone();
    for (int i = 0; cell != null && i < numbers.length; i++) {
      if (field.scale()[i] == 0) {
        double raw = cell instanceof float[] floats ? floats[i] : ((double[]) cell)[i];
        numbers[i] = (float) (raw - field.shift()[i]);
      }
    }
    return new Told(numbers);
  }

  @Override
  public double inUnits(int i, double number) {
    double scale = field.scale()[i];
    return number * (scale == 0 ? 1 : scale) + field.shift()[i];
  }
}
