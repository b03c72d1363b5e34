package org.diabolo.field.image;

import java.util.BitSet;
import java.util.List;

/**
 * Counts the blocks that a scan of a JPEG holds. The decoders of the JDK fill what is missing with
 * grey, and some of them do not mind what is left over.
 */
abstract class JpegScan {
  static final int LAST = 63;
  private static final int MOST_BITS = 10;

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
   * A component in a scan.
   *
   * @param means table for the means of blocks; null where there is none
   * @param rest table for the rest of blocks; null where there is none
   * @param known which coefficients are not 0 by the scans before, 64 a block
   */
  record Part(JpegFrame.Component component, HuffmanTable means, HuffmanTable rest, BitSet known) {}

  /**
   * @param frame of the file
   * @param parts components of the scan, with the tables that they are coded by
   * @param interval units between two restarts; 0 for none
   */
  JpegScan(JpegFrame frame, List<Part> parts, int interval) {
    this.frame = frame;
    this.parts = parts;
    this.interval = interval;
  }

  /**
   * @throws UnreadableImageException when there are less or more than the frame's size asks for
   */
  final void check(ScanBits bits) throws UnreadableImageException {
    long units = parts.size() == 1 ? frame.blocks(parts.get(0).component()) : frame.units();
    for (long unit = 0; unit < units; unit++) {
      if (interval > 0 && unit > 0 && unit % interval == 0) {
        restarts();
        bits.restart();
      }
      for (int i = 0; i < parts.size(); i++) {
        Part part = parts.get(i);
        int blocks = parts.size() == 1 ? 1 : part.component.across() * part.component.down();
        for (int block = 0; block < blocks; block++) {
          // Where places matter there is one component only.
          block(i, part, (int) unit, bits);
        }
      }
    }
    restarts();
    bits.finish();
    if (!bits.atEnd()) {
      throw UnreadableImageException.damaged("more restarts than the pixels have");
    }
  }

  /** Reads one block of the i-th component. */
  abstract void block(int i, Part part, int place, ScanBits bits) throws UnreadableImageException;

  /** Forgets what the blocks before a restart, or the end, leave for those after it. */
  abstract void restarts() throws UnreadableImageException;

  /** Takes a code's number, and counts the zeros of both. */
  final int number(ScanBits bits, HuffmanTable table, int code, int length)
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

  /** Takes what a coefficient after the first is. */
  final void coefficient(ScanBits bits, HuffmanTable table, int code)
      throws UnreadableImageException {
    if ((code & 15) > MOST_BITS) {
      throw impossible();
    }
    number(bits, table, code, code & 15);
  }

  static UnreadableImageException impossible() {
    return UnreadableImageException.damaged("a block that cannot be");
  }
}
