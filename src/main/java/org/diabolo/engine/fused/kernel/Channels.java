package org.diabolo.engine.fused.kernel;

import java.util.Arrays;

/**
 * Sums over channels and products with one number for each channel, of values that lie {@code
 * [vector][channel][plane]}. Not thread-safe.
 */
public final class Channels {
  private final int channels;
  private final int plane;
  private float[] ones = {};
  private float[] scratch = {};
  private float[] tiled = {};
  private float[] tiledToo = {};

  /**
   * @param channels of a vector
   * @param plane numbers of a channel
   */
  public Channels(int channels, int plane) {
    this.channels = channels;
    this.plane = plane;
  }

  /**
   * Writes the sum of each channel of {@code x}.
   *
   * @param x {@code [vectors][channels][plane]}, not changed
   * @param vectors how many there are
   * @param sums written; one for each channel
   */
  public void sum(float[] x, int vectors, double[] sums) {
    Arrays.fill(sums, 0);
    if (plane == 1) {
      columns(x, vectors, sums);
      return;
    }
    ones(plane);
    scratch = room(scratch, channels);
    for (int v = 0; v < vectors; v++) {
      Blas.sumEach(channels, plane, x, v * channels * plane, ones, 0, scratch, 0);
      for (int c = 0; c < channels; c++) {
        sums[c] += scratch[c];
      }
    }
  }

  private void columns(float[] x, int vectors, double[] sums) {
    for (int v = 0; v < vectors; v++) {
      int at = v * channels;
      for (int c = 0; c < channels; c++) {
        sums[c] += x[at + c];
      }
    }
  }

  /**
   * Writes the sum of each channel of the elementwise product of {@code x} and {@code y}.
   *
   * @param x {@code [vectors][channels][plane]}, not changed
   * @param y as long, not changed
   * @param vectors how many there are
   * @param sums written; one for each channel
   */
  public void sumProducts(float[] x, float[] y, int vectors, double[] sums) {
    Arrays.fill(sums, 0);
    if (plane == 1) {
      int count = vectors * channels;
      scratch = room(scratch, count);
      float[] products = scratch;
      for (int i = 0; i < count; i++) {
        products[i] = x[i] * y[i];
      }
      columns(products, vectors, sums);
      return;
    }
    for (int v = 0; v < vectors; v++) {
      for (int c = 0; c < channels; c++) {
        sums[c] += Blas.dot(plane, x, y, (v * channels + c) * plane);
      }
    }
  }

  /**
   * {@code y = x · scale + shift}; y may be x.
   *
   * @param x {@code [vectors][channels][plane]}
   * @param scale one for each channel
   * @param shift one for each channel
   * @param y as long as x, written
   * @param vectors how many there are
   */
  public void affine(float[] x, float[] scale, float[] shift, float[] y, int vectors) {
    if (plane == 1) {
      tiled = tile(scale, tiled, vectors);
      tiledToo = tile(shift, tiledToo, vectors);
      affineAll(x, tiled, tiledToo, y, vectors * channels);
      return;
    }
    for (int i = 0; i < vectors * channels; i++) {
      affine(x, scale[i % channels], shift[i % channels], y, i * plane, (i + 1) * plane);
    }
  }

  private static void affineAll(float[] x, float[] scale, float[] shift, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = x[i] * scale[i] + shift[i];
    }
  }

  private static void affine(float[] x, float scale, float shift, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] * scale + shift;
    }
  }

  /**
   * {@code y += x · scale}.
   *
   * @param x {@code [vectors][channels][plane]}, not changed
   * @param scale one for each channel
   * @param y as long as x, changed
   * @param vectors how many there are
   */
  public void add(float[] x, float[] scale, float[] y, int vectors) {
    if (plane == 1) {
      tiled = tile(scale, tiled, vectors);
      addAll(x, tiled, y, vectors * channels);
      return;
    }
    for (int i = 0; i < vectors * channels; i++) {
      add(x, scale[i % channels], y, i * plane, (i + 1) * plane);
    }
  }

  private static void addAll(float[] x, float[] scale, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] += x[i] * scale[i];
    }
  }

  private static void add(float[] x, float scale, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] += x[i] * scale;
    }
  }

  /** Repeats a number for each channel for each vector, so that a loop reads all at one index. */
  private float[] tile(float[] numbers, float[] into, int vectors) {
    float[] tiles = room(into, vectors * channels);
    for (int v = 0; v < vectors; v++) {
      System.arraycopy(numbers, 0, tiles, v * channels, channels);
    }
    return tiles;
  }

  private void ones(int count) {
    if (ones.length < count) {
      ones = new float[count];
      Arrays.fill(ones, 1);
    }
  }

  private static float[] room(float[] array, int count) {
    return array.length >= count ? array : new float[count];
  }
}
