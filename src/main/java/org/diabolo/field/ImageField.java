package org.diabolo.field;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An image of unsigned bytes: 0 to 255 in the input, 0 to 1 in the network; rows of pixels, the
 * channels of a pixel together.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels of a pixel
 */
public record ImageField(
    @JsonProperty("height") int height,
    @JsonProperty("width") int width,
    @JsonProperty("channels") int channels)
    implements Field {
  private static final double WHITE = 255;

  @Override
  public int size() {
    return height * width * channels;
  }

  @Override
  public Values values() {
    return Values.UNIT;
  }

  @Override
  public void toNetwork(double[] raw, float[] into, int offset) {
    for (int i = 0; i < raw.length; i++) {
      into[offset + i] = (float) (raw[i] / WHITE);
    }
  }

  @Override
  public double[] toRaw(float[] network, int offset) {
    double[] raw = new double[size()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = network[offset + i] * WHITE;
    }
    return raw;
  }
}
