package org.diabolo.field;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An image of unsigned bytes: 0 to 255 in the input, rows of pixels with the channels of a pixel
 * together; 0 to 1 in the network, plane after plane, as convolutions take it.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels of a pixel
 */
public record ImageField(
    @JsonProperty("height") int height,
    @JsonProperty("width") int width,
    @JsonProperty("channels") int channels)
    implements NumberField {
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
  public boolean sameForm(Field other) {
    return equals(other);
  }

  @Override
  public float[] toNetwork(Object cell) {
    byte[] raw = (byte[]) cell;
    float[] network = new float[raw.length];
    int plane = height * width;
    for (int i = 0; i < raw.length; i++) {
      network[i % channels * plane + i / channels] = (float) (Byte.toUnsignedInt(raw[i]) / WHITE);
    }
    return network;
  }

  @Override
  public double[] toRaw(float[] network, int offset) {
    double[] raw = new double[size()];
    int plane = height * width;
    for (int i = 0; i < raw.length; i++) {
      raw[i] = network[offset + i % channels * plane + i / channels] * WHITE;
    }
    return raw;
  }
}
