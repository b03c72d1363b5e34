package org.diabolo.field.image;

import java.util.Arrays;
import java.util.List;

/** A scan without progression: whole blocks (ITU-T T.81, F.2.2). */
final class SequentialScan extends JpegScan {
  private static final int MOST_BITS = 11;
  private static final int LARGEST_MEAN = 2047;

  private final int[] means;

  SequentialScan(JpegFrame frame, List<Part> parts, int interval) {
    super(frame, parts, interval);
    means = new int[parts.size()];
  }

  @Override
  void restarts() {
    Arrays.fill(means, 0);
  }

  @Override
  void block(int i, Part part, int place, ScanBits bits) throws UnreadableImageException {
    means[i] += change(part, bits);
    if (Math.abs(means[i]) > LARGEST_MEAN) {
      throw impossible();
    }
    int k = 1;
    while (k <= LAST) {
      int code = bits.code(part.rest());
      int skipped = code >>> 4;
      coefficient(bits, part.rest(), code);
      if (code == 0) {
        return;
      }
      k += skipped + 1;
      if (k > LAST + 1 || (code & 15) == 0 && skipped < 15) {
        throw impossible();
      }
    }
  }

  private int change(Part part, ScanBits bits) throws UnreadableImageException {
    int size = bits.code(part.means());
    if (size > MOST_BITS) {
      throw impossible();
    }
    int change = number(bits, part.means(), size, size);
    // A first bit of 0 says that it is less than 0.
    return size > 0 && change < 1 << (size - 1) ? change - (1 << size) + 1 : change;
  }
}
