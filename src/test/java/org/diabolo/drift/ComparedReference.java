package org.diabolo.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.diabolo.network.reference.Binned;
import org.diabolo.network.reference.ErrorQuantiles.Measure;
import org.diabolo.network.reference.Reference;

/** Random rows, held against a reference as those of an input are. */
public final class ComparedReference {
  private static final List<String> NAMES = List.of("a", "b");

  private ComparedReference() {}

  /** Of 150 rows with two inputs, and codes of so many numbers. */
  public static Reference random(int code) {
    return sample(150, code, 2)
        .reference("valid", new Reference.Input(200, 3), Measure.LOSS, NAMES)
        .orElseThrow();
  }

  /** Compares 120 rows with it. */
  public static void with(Reference reference) {
    with(reference, reference.inputs().stream().map(Binned::name).toList());
  }

  static void with(Reference reference, List<String> names) {
    Sample sample = sample(120, reference.codes().mean().length, names.size());
    new Comparing(reference, new Named(names)).compare(sample, 125, 5);
  }

  private static Sample sample(int count, int code, int inputs) {
    Random random = new Random(count);
    List<RowFigures> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float error = (float) Math.exp(random.nextGaussian());
      float[] numbers = numbers(random, inputs);
      rows.add(
          new RowFigures("" + i, error, numbers(random, code), numbers, Features.Strange.NOTHING));
    }
    return new Sample(rows);
  }

  private static float[] numbers(Random random, int size) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private record Named(List<String> names) implements Features {
    private static final long serialVersionUID = 1;

    @Override
    public Told of(Object cell, float[] prepared) {
      throw new UnsupportedOperationException();
    }
  }
}
