package org.diabolo.field.image;

/** The bits of a scan up to its next marker, with the zeros left out that are put after 0xff. */
final class ScanBits {
  private static final int FIRST_RESTART = 0xd0;
  private static final int RESTARTS = 8;

  private final byte[] file;
  private final int end;
  private int at;
  private long held;
  private int bits;
  private int restarts;

  /**
   * @param at first byte of the scan
   * @param end of the scan, where a marker stands or the file ends
   */
  ScanBits(byte[] file, int at, int end) {
    this.file = file;
    this.at = at;
    this.end = end;
  }

  /** Takes one code of a table. */
  int code(HuffmanTable table) throws UnreadableImageException {
    fill();
    // Beyond the end are ones, which no code consists of.
    int next =
        bits >= HuffmanTable.LONGEST
            ? (int) (held >>> (bits - HuffmanTable.LONGEST))
            : (int) (held << (HuffmanTable.LONGEST - bits))
                | (1 << (HuffmanTable.LONGEST - bits)) - 1;
    int found = table.look(next & 0xffff);
    take(found >>> 8);
    return found & 0xff;
  }

  /** Takes a number of so many bits, as it is stored. */
  int number(int length) throws UnreadableImageException {
    fill();
    take(length);
    return (int) (held >>> bits) & (1 << length) - 1;
  }

  private void take(int length) throws UnreadableImageException {
    if (length > bits) {
      throw UnreadableImageException.damaged("the pixels end too early");
    }
    bits -= length;
  }

  private void fill() {
    while (bits <= Long.SIZE - 2 * Byte.SIZE && at < end) {
      int next = file[at] & 0xff;
      if (next == 0xff) {
        if (at + 1 >= end || file[at + 1] != 0) {
          return;
        }
        at++;
      }
      at++;
      held = held << Byte.SIZE | next;
      bits += Byte.SIZE;
    }
  }

  /** Goes over the next of the marks between which bits stand for themselves. */
  void restart() throws UnreadableImageException {
    finish();
    while (at + 1 < end && file[at] == (byte) 0xff && file[at + 1] == (byte) 0xff) {
      at++;
    }
    boolean marked =
        at + 1 < end
            && (file[at] & 0xff) == 0xff
            && (file[at + 1] & 0xff) == FIRST_RESTART + restarts % RESTARTS;
    if (!marked) {
      throw UnreadableImageException.damaged("pixels are missing or too many");
    }
    restarts++;
    at += 2;
  }

  /** Sees to it that nothing but less than a byte is left. */
  void finish() throws UnreadableImageException {
    fill();
    if (bits >= Byte.SIZE) {
      throw UnreadableImageException.damaged("more bytes than the pixels take");
    }
    bits = 0;
  }

  boolean atEnd() {
    return at >= end;
  }
}
