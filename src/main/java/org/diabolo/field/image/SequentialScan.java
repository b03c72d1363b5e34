package org.diabolo.field.image;

import java.util.List;

/**
 * Counts the blocks that a scan of a JPEG without progression holds. The decoders of the JDK fill
 * what is missing with grey, and some of them do not mind what is left over.
 */
final class SequentialScan {
  private static final int LAST = 63;
  private static final int MOST_BITS_OF_MEAN = 11;
  private static final int MOST_BITS = 10;
  private static final int LARGEST_MEAN = 2047;

  /**
   * So many bits of 0 in a row are pixels that were written over, when they stand for anything but
   * blocks of one colour: codes fall into step again, so the blocks may be as many as before.
   */
  private static final int MOST_ZEROS = 48;

  private final JpegFrame frame;
  private final List<Part> parts;
  private final int interval;
  private int zeros;

  /**
   * @param frame of the file
   * @param parts components of the scan, with the tables that they are coded by
   * @param interval units between two restarts; 0 for none
   */
  SequentialScan(JpegFrame frame, List<Part> parts, int interval) {
    this.frame = frame;
    this.parts = parts;
    this.interval = interval;
  }

  /** A component, and the tables for the mean of a block and for the rest of it. */
  record Part(JpegFrame.Component component, HuffmanTable means, HuffmanTable rest) {}

  /**
   * @throws UnreadableImageException when there are less or more than the frame's size asks for
   */
  void check(ScanBits bits) throws UnreadableImageException {
    long units = parts.size() == 1 ? frame.blocks(parts.get(0).component()) : frame.units();
    int[] means = new int[parts.size()];
    for (long unit = 0; unit < units; unit++) {
      if (interval > 0 && unit > 0 && unit % interval == 0) {
        bits.restart();
        means = new int[parts.size()];
      }
      for (int i = 0; i < means.length; i++) {
        Part part = parts.get(i);
        int blocks = means.length == 1 ? 1 : part.component.across() * part.component.down();
        for (int block = 0; block < blocks; block++) {
          means[i] += block(part, bits);
          if (Math.abs(means[i]) > LARGEST_MEAN) {
            throw UnreadableImageException.damaged("a block brighter than any can be");
          }
        }
      }
    }
    bits.finish();
    if (!bits.atEnd()) {
      throw UnreadableImageException.damaged("more restarts than the pixels have");
    }
  }

  /** Reads one block (T.81, F.2.2) and returns what its mean is more than that before. */
  private int block(Part part, ScanBits bits) throws UnreadableImageException {
    int size = bits.code(part.means);
    if (size > MOST_BITS_OF_MEAN) {
      throw impossible();
    }
    int change = number(bits, part.means, size, size);
    int k = 1;
    while (k <= LAST) {
      int code = bits.code(part.rest);
      int skipped = code >>> 4;
      int length = code & 15;
      number(bits, part.rest, code, length);
      if (code == 0) {
        break;
      }
      k += skipped + 1;
      if (k > LAST + 1 || length > MOST_BITS || length == 0 && skipped < 15) {
        throw impossible();
      }
    }
    // A first bit of 0 says that it is less than 0.
    return size > 0 && change < 1 << (size - 1) ? change - (1 << size) + 1 : change;
  }

  /** Takes a code's number, and counts the zeros of both. */
  private int number(ScanBits bits, HuffmanTable table, int code, int length)
      throws UnreadableImageException {
    int number = bits.number(length);
    if (code != table.first() || number != 0) {
      zeros = 0;
    } else if (length > 0) {
      zeros += table.shortest() + length;
    }
    if (zeros > MOST_ZEROS) {
      throw UnreadableImageException.damaged("zeros in place of pixels");
    }
    return number;
  }

  private static UnreadableImageException impossible() {
    return UnreadableImageException.damaged("a block that cannot be");
  }
}
