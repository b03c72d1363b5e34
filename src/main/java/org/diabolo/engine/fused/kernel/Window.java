package org.diabolo.engine.fused.kernel;

/**
 * How a kernel slides along one side of an image: at output {@code o} its tap {@code t} reads input
 * {@code o · stride + t · dilation - padding}, which is 0 outside the image.
 *
 * @param in length of the image's side
 * @param out how many places the kernel stops at
 * @param kernel taps
 * @param stride from stop to stop
 * @param padding zeros before the image
 * @param dilation from tap to tap
 */
public record Window(int in, int out, int kernel, int stride, int padding, int dilation) {

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
    return Math.min(out, Math.max(0, Math.floorDiv(stride - 1 - offset(tap), stride)));
  }

  /**
   * @param tap of the kernel
   * @return output after the last at which the tap reads inside the image; at least {@link #first}
   */
  public int end(int tap) {
    return Math.max(first(tap), Math.min(out, Math.floorDiv(in - 1 - offset(tap), stride) + 1));
  }

  /**
   * @return whether it stops once at each pixel
   */
  public boolean dense() {
    return stride == 1 && in == out;
  }
}
