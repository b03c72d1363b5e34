package org.diabolo.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.diabolo.batch.InferenceBatch;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.Engines;
import org.diabolo.field.NumberField;
import org.diabolo.network.Bundle;
import org.diabolo.search.SourceEncoder;

/**
 * Codes of numbers, and how well they are decoded. A matrix product rounds by how many rows it has,
 * so networks are always given the same number of them, rows of zeros where there are less: then a
 * row's code depends on nothing but the row. Used by one thread at a time.
 */
final class NumberCodes {
  private final Bundle.Parts parts;
  private final SourceEncoder encoder;
  private final Forward decoder;
  private final int rows;
  private final float[] none;

  /**
   * @param parts of a model whose source is numbers
   * @param withal {@link Withal#ERROR} needs a decoder that gives the source's numbers back
   */
  NumberCodes(Bundle.Parts parts, Withal withal) {
    int size = ((NumberField) parts.source()).size();
    this.parts = parts;
    this.rows = InferenceBatch.tile(size);
    this.encoder = new SourceEncoder(parts, rows);
    this.decoder = withal == Withal.ERROR ? Engines.forward(parts.decoder()) : null;
    this.none = new float[size];
  }

  /** What is told of a row besides its code. */
  enum Withal {
    NOTHING,
    /** The mean squared error of its numbers, on the network's side of the field. */
    ERROR
  }

  /**
   * @param codes of all rows
   * @param errors of all rows; null where they are not asked for
   */
  record Coded(float[][] codes, float[] errors) {}

  /**
   * @return rows that are best given at once, and the most that may be
   */
  int rows() {
    return rows;
  }

  /**
   * @param sources prepared, at least one
   */
  Coded of(List<float[]> sources) {
    List<float[]> batch = new ArrayList<>(sources);
    while (batch.size() < rows) {
      batch.add(none);
    }
    List<Values> encoded = encoder.encode(batch);
    float[] codes = encoded.get(0).data();
    int width = codes.length / rows;
    float[][] each = new float[sources.size()][];
    for (int i = 0; i < each.length; i++) {
      each[i] = Arrays.copyOfRange(codes, i * width, (i + 1) * width);
    }
    return new Coded(each, decoder == null ? null : errors(sources, encoded));
  }

  private float[] errors(List<float[]> sources, List<Values> encoded) {
    List<Values> inputs = DecoderInputs.of(rows, encoded, parts.feeds(), none.length);
    float[] back = decoder.apply(rows, inputs).get(0).data();
    float[] errors = new float[sources.size()];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = error(sources.get(i), back, i * none.length);
    }
    return errors;
  }

  private static float error(float[] source, float[] back, int offset) {
    double sum = 0;
    for (int i = 0; i < source.length; i++) {
      double miss = (double) source[i] - back[offset + i];
      sum += miss * miss;
    }
    return (float) (sum / source.length);
  }
}
