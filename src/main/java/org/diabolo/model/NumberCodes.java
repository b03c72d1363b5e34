package org.diabolo.model;

import java.util.List;
import org.diabolo.batch.Feed;
import org.diabolo.batch.SteadyBatch;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.OpenNetwork;
import org.diabolo.field.NumberField;
import org.diabolo.network.Bundle;
import org.diabolo.search.SourceEncoder;

/**
 * Codes of numbers, and how well they are decoded; both depend on nothing but the row, to the bit.
 * Used by one thread at a time.
 */
public final class NumberCodes {
  private final Bundle.Parts parts;
  private final SourceEncoder encoder;
  private final Forward decoder;
  private final int size;
  private final SteadyBatch batch;

  /**
   * @param parts of a model whose source is numbers
   * @param withal {@link Withal#ERROR} needs a decoder that gives the source's numbers back
   */
  public NumberCodes(Bundle.Parts parts, Withal withal) {
    this.parts = parts;
    this.size = ((NumberField) parts.source()).size();
    this.batch = new SteadyBatch(size);
    this.encoder = new SourceEncoder(parts);
    this.decoder = withal == Withal.ERROR ? OpenNetwork.of(parts.decoder()).forward() : null;
  }

  /** What is told of a row besides its code. */
  public enum Withal {
    /** The code alone. */
    NOTHING,
    /** The mean squared error of its numbers, on the network's side of the field. */
    ERROR
  }

  /**
   * What is made of a batch.
   *
   * @param codes at the rows' places
   * @param errors at the rows' places; null where they are not asked for
   */
  public record Coded(float[][] codes, float[] errors) {}

  /**
   * @return rows of a batch
   */
  public int rows() {
    return batch.rows();
  }

  /**
   * @param source a row, prepared
   * @return its place, or -1 when those before it must be encoded first
   */
  public int add(float[] source) {
    return batch.add(source);
  }

  /**
   * Encodes the rows that were added, and forgets them.
   *
   * @return what is made of them
   */
  public Coded encode() {
    Feed feed = parts.feeds().inputs().get(0);
    int steps = feed.form() == Feed.Form.STEPS ? feed.steps() : 1;
    int rows = batch.rows();
    List<Values> encoded = encoder.encode(rows, new Values(batch.data(), steps, null));
    float[][] each = new float[rows][];
    for (int i = 0; i < rows; i++) {
      each[i] = encoded.get(0).row(i, rows);
    }
    Coded coded = new Coded(each, decoder == null ? null : errors(encoded));
    batch.clear();
    return coded;
  }

  private float[] errors(List<Values> encoded) {
    int rows = batch.rows();
    float[] back = decoder.apply(rows, encoded).get(0).data();
    float[] errors = new float[rows];
    for (int i = 0; i < rows; i++) {
      errors[i] = error(batch.data(), back, i * size, size);
    }
    return errors;
  }

  private static float error(float[] source, float[] back, int from, int size) {
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      double miss = (double) source[i] - back[i];
      sum += miss * miss;
    }
    return (float) (sum / size);
  }
}
