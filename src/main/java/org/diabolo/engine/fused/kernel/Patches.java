package org.diabolo.engine.fused.kernel;

import java.util.Arrays;

/**
 * What a kernel sees of an image, as a matrix, which turns convolution into a product ("im2col").
 * Row {@code (c · kernelHeight + y) · kernelWidth + x} holds what tap (y, x) reads of channel c, a
 * number for each output pixel of a band: some lines of the output, so that the matrix stays in the
 * cache.
 *
 * @param channels of the image
 * @param down how the kernel slides along the height
 * @param along how the kernel slides along the width
 */
public record Patches(int channels, Window down, Window along) {
  /**
   * OpenBLAS has kernels for products of at most so many multiplications that copy nothing, and are
   * up to twice as fast on matrices of these shapes.
   */
  private static final int SMALL_PRODUCT = 1_000_000;

  /** Numbers that leave half of a second-level cache of 1 MB to the other matrices. */
  private static final int CACHED = 1 << 17;

  /** Columns below which a product is not worth its call. */
  private static final int FEW = 32;

  /**
   * @return rows of the matrix
   */
  public int rows() {
    return channels * down.kernel() * along.kernel();
  }

  /**
   * @param channels that the matrix is multiplied with
   * @return lines of output that a band should have
   */
  public int band(int channels) {
    int product = SMALL_PRODUCT / (rows() * channels);
    int pixels = product < FEW ? CACHED / rows() : Math.min(product, CACHED / rows());
    int lines = Math.max(1, Math.min(down.out(), pixels / along.out()));
    int bands = (down.out() + lines - 1) / lines;
    return (down.out() + bands - 1) / bands;
  }

  /**
   * @return whether the matrix is the image itself
   */
  public boolean identity() {
    return unit(down) && unit(along);
  }

  private static boolean unit(Window side) {
    return side.dense() && side.kernel() == 1 && side.padding() == 0;
  }

  /**
   * Fills the matrix ("im2col").
   *
   * @param image channels first, from {@code at} on
   * @param at place of the image's first number
   * @param top first line of the band
   * @param bottom line after its last
   * @param matrix written from 0 on
   */
  public void gather(float[] image, int at, int top, int bottom, float[] matrix) {
    int columns = (bottom - top) * along.out();
    int plane = down.in() * along.in();
    int to = 0;
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < down.kernel(); y++) {
        for (int x = 0; x < along.kernel(); x++) {
          if (shifts(x)) {
            gatherShifted(image, at + c * plane, y, x, top, bottom, matrix, to);
          } else {
            gatherLines(image, at + c * plane, y, x, top, bottom, matrix, to);
          }
          to += columns;
        }
      }
    }
  }

  /**
   * Adds each number of the matrix to the pixel it is of: the transpose of {@link #gather}
   * ("col2im").
   *
   * @param matrix read from 0 on; changed
   * @param image channels first, added to from {@code at} on
   * @param at place of the image's first number
   * @param top first line of the band
   * @param bottom line after its last
   */
  public void scatter(float[] matrix, float[] image, int at, int top, int bottom) {
    int columns = (bottom - top) * along.out();
    int plane = down.in() * along.in();
    int from = 0;
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < down.kernel(); y++) {
        for (int x = 0; x < along.kernel(); x++) {
          if (shifts(x)) {
            scatterShifted(matrix, from, y, x, image, at + c * plane, top, bottom);
          } else {
            scatterLines(matrix, from, y, x, image, at + c * plane, top, bottom);
          }
          from += columns;
        }
      }
    }
  }

  /** Whether what the tap sees is the channel, moved: then it is copied in one piece. */
  private boolean shifts(int x) {
    return down.stride() == 1 && along.dense() && Math.abs(along.offset(x)) < along.in();
  }

  /** First line of a band at which a tap reads inside the image; at most {@code bottom}. */
  private int first(int y, int top, int bottom) {
    return Math.min(bottom, Math.max(top, down.first(y)));
  }

  /** Line of a band after the last at which a tap reads inside the image. */
  private int end(int y, int top, int bottom) {
    return Math.max(first(y, top, bottom), Math.min(bottom, down.end(y)));
  }

  private void gatherShifted(
      float[] image, int at, int y, int x, int top, int bottom, float[] matrix, int to) {
    int width = along.out();
    int first = first(y, top, bottom);
    int end = end(y, top, bottom);
    int dx = along.offset(x);
    fill(matrix, to, to + (first - top) * width);
    fill(matrix, to + (end - top) * width, to + (bottom - top) * width);
    if (first < end) {
      int before = Math.max(0, -dx);
      int count = (end - first) * width - Math.abs(dx);
      int from = at + (first + down.offset(y)) * width + Math.max(0, dx);
      System.arraycopy(image, from, matrix, to + (first - top) * width + before, count);
      clearSides(matrix, to + (first - top) * width, end - first, x);
    }
  }

  private void scatterShifted(
      float[] matrix, int from, int y, int x, float[] image, int at, int top, int bottom) {
    int width = along.out();
    int first = first(y, top, bottom);
    int end = end(y, top, bottom);
    int dx = along.offset(x);
    if (first < end) {
      int line = from + (first - top) * width;
      clearSides(matrix, line, end - first, x);
      int count = (end - first) * width - Math.abs(dx);
      int to = at + (first + down.offset(y)) * width + Math.max(0, dx);
      Blas.add(count, matrix, line + Math.max(0, -dx), image, to);
    }
  }

  /** A moved channel has the end of one line at the beginning of the next, where 0 should be. */
  private void clearSides(float[] matrix, int at, int lines, int x) {
    int left = along.first(x);
    for (int i = 0; i < left; i++) {
      clearColumn(matrix, at + i, lines);
    }
    int width = along.out();
    for (int i = along.end(x); i < width; i++) {
      clearColumn(matrix, at + i, lines);
    }
  }

  private void clearColumn(float[] matrix, int at, int lines) {
    int width = along.out();
    for (int i = 0; i < lines; i++) {
      matrix[at + i * width] = 0;
    }
  }

  private static void fill(float[] matrix, int from, int to) {
    if (from < to) {
      Arrays.fill(matrix, from, to, 0);
    }
  }

  private void gatherLines(
      float[] image, int at, int y, int x, int top, int bottom, float[] matrix, int to) {
    int width = along.out();
    int stride = along.stride();
    int left = along.first(x);
    int right = along.end(x);
    int first = first(y, top, bottom);
    int end = end(y, top, bottom);
    fill(matrix, to, to + (first - top) * width);
    fill(matrix, to + (end - top) * width, to + (bottom - top) * width);
    for (int row = first; row < end; row++) {
      int line = to + (row - top) * width;
      int from = at + (row * down.stride() + down.offset(y)) * along.in() + along.offset(x);
      for (int i = 0; i < left; i++) {
        matrix[line + i] = 0;
      }
      if (stride == 1) {
        System.arraycopy(image, from + left, matrix, line + left, right - left);
      } else {
        for (int i = left; i < right; i++) {
          matrix[line + i] = image[from + i * stride];
        }
      }
      for (int i = right; i < width; i++) {
        matrix[line + i] = 0;
      }
    }
  }

  private void scatterLines(
      float[] matrix, int from, int y, int x, float[] image, int at, int top, int bottom) {
    int stride = along.stride();
    int left = along.first(x);
    int right = along.end(x);
    int end = end(y, top, bottom);
    for (int row = first(y, top, bottom); row < end; row++) {
      int line = from + (row - top) * along.out();
      int to = at + (row * down.stride() + down.offset(y)) * along.in() + along.offset(x);
      for (int i = left; i < right; i++) {
        image[to + i * stride] += matrix[line + i];
      }
    }
  }
}
