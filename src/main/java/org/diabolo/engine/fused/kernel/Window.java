package org.diabolo.engine.fused.kernel;

import java.util.Arrays;

/**
 * How a kernel slides along one side of an image: at output {@code o} its tap {@code t} reads input
 * {@code o · stride + t · dilation - padding}, which is 0 outside the image.
 */
public final class Window {
  private final int in;
  private final int out;
  private final int stride;
  private final int padding;
  private final int dilation;
  // Looked up, because a division takes as long as copying a line.
  private final int[] first;
  private final int[] end;

  /**
   * @param in length of the image's side
   * @param out how many places the kernel stops at
   * @param kernel taps
   * @param stride from stop to stop
   * @param padding zeros before the image; may be negative
   * @param dilation from tap to tap
   */
  public Window(int in, int out, int kernel, int stride, int padding, int dilation) {
    this.in = in;
    this.out = out;
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.first = new int[kernel];
    this.end = new int[kernel];
    Arrays.setAll(first, this::findFirst);
    Arrays.setAll(end, this::findEnd);
  }

  private int findFirst(int tap) {
    return Math.min(out, Math.max(0, Math.floorDiv(stride - 1 - offset(tap), stride)));
  }

  private int findEnd(int tap) {
    int after = Math.floorDiv(in - 1 - offset(tap), stride) + 1;
    return Math.max(first(tap), Math.min(out, after));
  }

  /**
   * Length of the image's side.
   *
   * @return pixels, without the padding
   */
  public int in() {
    return in;
  }

  /**
   * How many places the kernel stops at.
   *
   * @return length of the output's side
   */
  public int out() {
    return out;
  }

  /**
   * Taps.
   *
   * @return how many there are, at least 1
   */
  public int kernel() {
    return first.length;
  }

  /**
   * Pixels from stop to stop.
   *
   * @return at least 1
   */
  public int stride() {
    return stride;
  }

  /**
   * Zeros before the image.
   *
   * @return how many; negative where pixels of the image are passed over
   */
  public int padding() {
    return padding;
  }

  /**
   * Pixels from tap to tap.
   *
   * @return 1 where taps lie side by side
   */
  public int dilation() {
    return dilation;
  }

  /**
   * @param tap of the kernel
   * @return where the tap reads at output 0; may be negative
   */
  public int offset(int tap) {
    return tap * dilation - padding;
  }

  /**
   * @param tap of the kernel
   * @return first output at which the tap reads inside the image; at most {@code out}
   */
  public int first(int tap) {
    return first[tap];
  }

  /**
   * @param tap of the kernel
   * @return output after the last at which the tap reads inside the image; at least {@link #first}
   */
  public int end(int tap) {
    return end[tap];
  }

  /**
   * @return whether it stops once at each pixel
   */
  public boolean dense() {
    return stride == 1 && in == out;
  }
}
