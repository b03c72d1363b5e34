package org.diabolo.engine.fused;

import java.util.Arrays;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.diabolo.batch.Values;
import org.diabolo.engine.graph.Ports;
import org.diabolo.engine.graph.UnknownPortException;

/** Random values for batches. */
final class Data {
  private final Random random;

  Data(long seed) {
    this.random = new Random(seed);
  }

  /** Vectors of normal numbers; the array is longer than the rows need, as a reader's can be. */
  Values flat(int rows, int size) {
    return Values.flat(numbers(rows * size + 3));
  }

  /** Sequences of normal numbers without a mask. */
  Values sequence(int rows, int length, int size) {
    return new Values(numbers(rows * length * size), length, null);
  }

  /** Token ids. */
  Values tokens(int rows, int length, int vocabulary) {
    float[] ids = new float[rows * length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = random.nextInt(vocabulary);
    }
    return new Values(ids, length, null);
  }

  /** The values with a mask: each row is 1 to all steps long, the first row all. */
  Values masked(int rows, Values values) {
    return new Values(values.data(), values.length(), mask(rows, values.length()));
  }

  /** A mask of rows of random lengths; the first row is full. */
  float[] mask(int rows, int length) {
    float[] mask = new float[rows * length];
    for (int row = 0; row < rows; row++) {
      int there = row == 0 ? length : 1 + random.nextInt(length);
      Arrays.fill(mask, row * length, row * length + there, 1);
    }
    return mask;
  }

  /** One-hot vectors. */
  Values classes(int rows, int length, int size) {
    float[] labels = new float[rows * length * size];
    for (int i = 0; i < rows * length; i++) {
      labels[i * size + random.nextInt(size)] = 1;
    }
    return new Values(labels, length, null);
  }

  /** Numbers of the labels of a graph's first output. */
  static int labels(ComputationGraphConfiguration graph) {
    try {
      return Ports.size(Ports.of(graph).labels().get(0));
    } catch (UnknownPortException e) {
      throw new AssertionError(e);
    }
  }

  private float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
