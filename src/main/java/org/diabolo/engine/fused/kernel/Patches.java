package org.diabolo.engine.fused.kernel;

import java.util.Arrays;

/**
 * What a kernel sees of an image, as a matrix, which turns convolution into a product ("im2col").
 * Row {@code (c · kernelHeight + y) · kernelWidth + x} holds what tap (y, x) reads of channel c, a
 * number for each output pixel.
 *
 * @param channels of the image
 * @param down how the kernel slides along the height
 * @param along how the kernel slides along the width
 */
public record Patches(int channels, Window down, Window along) {

  /**
   * @return rows of the matrix
   */
  public int rows() {
    return channels * down.kernel() * along.kernel();
  }

  /**
   * @return columns of the matrix: output pixels
   */
  public int columns() {
    return down.out() * along.out();
  }

  /**
   * @return numbers of the image
   */
  public int size() {
    return channels * down.in() * along.in();
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
   * @param matrix written from 0 on
   */
  public void gather(float[] image, int at, float[] matrix) {
    int plane = down.in() * along.in();
    int to = 0;
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < down.kernel(); y++) {
        for (int x = 0; x < along.kernel(); x++) {
          if (shifts(x)) {
            gatherShifted(image, at + c * plane, y, x, matrix, to);
          } else {
            gatherRows(image, at + c * plane, y, x, matrix, to);
          }
          to += columns();
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
   */
  public void scatter(float[] matrix, float[] image, int at) {
    int plane = down.in() * along.in();
    int from = 0;
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < down.kernel(); y++) {
        for (int x = 0; x < along.kernel(); x++) {
          if (shifts(x)) {
            scatterShifted(matrix, from, y, x, image, at + c * plane);
          } else {
            scatterRows(matrix, from, y, x, image, at + c * plane);
          }
          from += columns();
        }
      }
    }
  }

  /** Whether what the tap sees is the channel, moved: then it is copied in one piece. */
  private boolean shifts(int x) {
    return down.stride() == 1 && along.dense() && Math.abs(along.offset(x)) < along.in();
  }

  private void gatherShifted(float[] image, int at, int y, int x, float[] matrix, int to) {
    int width = along.out();
    int first = down.first(y);
    int end = down.end(y);
    int dx = along.offset(x);
    Arrays.fill(matrix, to, to + first * width, 0);
    Arrays.fill(matrix, to + end * width, to + columns(), 0);
    if (first < end) {
      int before = Math.max(0, -dx);
      int count = (end - first) * width - Math.abs(dx);
      int from = at + (first + down.offset(y)) * width + Math.max(0, dx);
      System.arraycopy(image, from, matrix, to + first * width + before, count);
      clearSides(matrix, to, first, end, x);
    }
  }

  private void scatterShifted(float[] matrix, int from, int y, int x, float[] image, int at) {
    int width = along.out();
    int first = down.first(y);
    int end = down.end(y);
    int dx = along.offset(x);
    if (first < end) {
      clearSides(matrix, from, first, end, x);
      int before = Math.max(0, -dx);
      int count = (end - first) * width - Math.abs(dx);
      int to = at + (first + down.offset(y)) * width + Math.max(0, dx);
      Blas.add(count, matrix, from + first * width + before, image, to);
    }
  }

  /** A moved channel has the end of one line at the beginning of the next, where 0 should be. */
  private void clearSides(float[] matrix, int at, int first, int end, int x) {
    int width = along.out();
    int left = along.first(x);
    int right = along.end(x);
    for (int row = first; row < end; row++) {
      int line = at + row * width;
      for (int i = line; i < line + left; i++) {
        matrix[i] = 0;
      }
      for (int i = line + right; i < line + width; i++) {
        matrix[i] = 0;
      }
    }
  }

  private void gatherRows(float[] image, int at, int y, int x, float[] matrix, int to) {
    int width = along.out();
    int stride = along.stride();
    int left = along.first(x);
    int right = along.end(x);
    int first = down.first(y);
    int end = down.end(y);
    Arrays.fill(matrix, to, to + first * width, 0);
    Arrays.fill(matrix, to + end * width, to + columns(), 0);
    for (int row = first; row < end; row++) {
      int line = to + row * width;
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

  private void scatterRows(float[] matrix, int from, int y, int x, float[] image, int at) {
    int stride = along.stride();
    int left = along.first(x);
    int right = along.end(x);
    int end = down.end(y);
    for (int row = down.first(y); row < end; row++) {
      int line = from + row * along.out();
      int to = at + (row * down.stride() + down.offset(y)) * along.in() + along.offset(x);
      for (int i = left; i < right; i++) {
        image[to + i * stride] += matrix[line + i];
      }
    }
  }
}
