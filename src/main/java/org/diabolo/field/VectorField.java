package org.diabolo.field;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import org.diabolo.job.FieldSpec.Scale;

/**
 * Numbers, each scaled by its own statistics.
 *
 * @param scaling which statistics {@code shift} and {@code scale} are
 * @param shift taken off each element before it is divided
 * @param scale each element's divisor; 0 for a constant column, which becomes 0 and comes back as
 *     it was, whatever the network makes of it
 */
public record VectorField(
    @JsonProperty("scaling") Scale scaling,
    @JsonProperty("shift") double[] shift,
    @JsonProperty("scale") double[] scale)
    implements NumberField {

  /** Per-element statistics of a split, as a scaler needs them. */
  public record Statistics(double[] min, double[] max, double[] mean, double[] deviation) {}

  /**
   * @param size numbers a row
   * @return a field that leaves its elements alone
   */
  public static VectorField unscaled(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return new VectorField(Scale.NONE, new double[size], ones);
  }

  /**
   * @param scaling minmax or standard
   * @param of the train split
   * @return the field that these statistics give
   */
  public static VectorField fitted(Scale scaling, Statistics of) {
    int size = of.min.length;
    double[] shift = new double[size];
    double[] scale = new double[size];
    for (int i = 0; i < size; i++) {
      double spread =
          switch (scaling) {
            case MINMAX -> of.max[i] - of.min[i];
            case STANDARD -> of.max[i] > of.min[i] ? of.deviation[i] : 0;
            case NONE -> throw new IllegalArgumentException("no statistics are needed for none");
          };
      shift[i] = scaling == Scale.MINMAX || spread == 0 ? of.min[i] : of.mean[i];
      scale[i] = Double.isFinite(spread) ? spread : 1;
    }
    return new VectorField(scaling, shift, scale);
  }

  @Override
  public int size() {
    return shift.length;
  }

  @Override
  public Values values() {
    return scaling == Scale.MINMAX ? Values.UNIT : Values.REAL;
  }

  @Override
  public float[] toNetwork(Object cell) {
    return cell instanceof float[] floats ? scaled(floats) : scaled((double[]) cell);
  }

  private float[] scaled(double[] raw) {
    double[] shift = this.shift;
    double[] scale = this.scale;
    float[] network = new float[raw.length];
    for (int i = 0; i < network.length; i++) {
      network[i] = scale[i] == 0 ? 0 : (float) ((raw[i] - shift[i]) / scale[i]);
    }
    return network;
  }

  /** The same bits as of doubles. */
  private float[] scaled(float[] raw) {
    double[] shift = this.shift;
    double[] scale = this.scale;
    float[] network = new float[raw.length];
    for (int i = 0; i < network.length; i++) {
      network[i] = scale[i] == 0 ? 0 : (float) ((raw[i] - shift[i]) / scale[i]);
    }
    return network;
  }

  @Override
  public double[] toRaw(float[] network, int offset) {
    double[] raw = new double[shift.length];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = network[offset + i] * scale[i] + shift[i];
    }
    return raw;
  }
}
