package org.diabolo.field.image;

import java.util.BitSet;
import java.util.List;

/** A scan with progression: some coefficients, or further bits of them (ITU-T T.81, G.2). */
final class ProgressiveScan extends JpegScan {
  private static final int MOST_BITS = 11;

  private final int first;
  private final int last;
  private final boolean refines;

  /** Blocks to come of which no further coefficients are told. */
  private int silent;

  /**
   * @param first of the coefficients
   * @param last of the coefficients
   * @param refines whether earlier scans told their higher bits
   */
  ProgressiveScan(
      JpegFrame frame, List<Part> parts, int interval, int first, int last, boolean refines) {
    super(frame, parts, interval);
    this.first = first;
    this.last = last;
    this.refines = refines;
  }

  @Override
  void restarts() throws UnreadableImageException {
    if (silent > 0) {
      throw impossible();
    }
  }

  @Override
  void block(int i, Part part, int place, ScanBits bits) throws UnreadableImageException {
    if (first > 0) {
      if (refines) {
        refine(part, place * (LAST + 1), bits);
      } else {
        begin(part, place * (LAST + 1), bits);
      }
    } else if (refines) {
      bits.number(1);
    } else {
      int size = bits.code(part.means());
      if (size > MOST_BITS) {
        throw impossible();
      }
      number(bits, part.means(), size, size);
    }
  }

  private void begin(Part part, int block, ScanBits bits) throws UnreadableImageException {
    if (silent > 0) {
      silent--;
      return;
    }
    int k = first;
    while (k <= last) {
      int code = bits.code(part.rest());
      if (endsBlock(code)) {
        silent = blocks(code, part, bits) - 1;
        return;
      }
      coefficient(bits, part.rest(), code);
      k += code >>> 4;
      if (k > last) {
        throw impossible();
      }
      if ((code & 15) > 0) {
        part.known().set(block + k);
      }
      k++;
    }
  }

  private void refine(Part part, int block, ScanBits bits) throws UnreadableImageException {
    BitSet known = part.known();
    int k = first;
    while (silent == 0 && k <= last) {
      int code = bits.code(part.rest());
      if (endsBlock(code)) {
        silent = blocks(code, part, bits);
        break;
      }
      if ((code & 15) > 1) {
        throw impossible();
      }
      coefficient(bits, part.rest(), code);
      int skipped = code >>> 4;
      while (k <= last && (known.get(block + k) || skipped-- > 0)) {
        correct(known, block + k, bits);
        k++;
      }
      if (k > last) {
        throw impossible();
      }
      if ((code & 15) > 0) {
        known.set(block + k);
      }
      k++;
    }
    if (silent > 0) {
      for (; k <= last; k++) {
        correct(known, block + k, bits);
      }
      silent--;
    }
  }

  /** One more bit of a coefficient that is not 0. */
  private static void correct(BitSet known, int coefficient, ScanBits bits)
      throws UnreadableImageException {
    if (known.get(coefficient)) {
      bits.number(1);
    }
  }

  private static boolean endsBlock(int code) {
    return (code & 15) == 0 && code >>> 4 < 15;
  }

  /** This one and those after it that end at once. */
  private int blocks(int code, Part part, ScanBits bits) throws UnreadableImageException {
    int length = code >>> 4;
    return (1 << length) + (length == 0 ? 0 : bits.number(length));
  }
}
