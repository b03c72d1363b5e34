package org.diabolo.field.image;

import java.util.Arrays;

/** The codes of one of a JPEG's tables (ITU-T T.81, annex C). */
final class HuffmanTable {
  static final int LONGEST = 16;

  private final byte[] symbols;

  /** For each length the code after its last one, set to the left in 16 bits. */
  private final int[] ends = new int[LONGEST + 1];

  /** For each length what a code of it is away from the place of its symbol. */
  private final int[] offsets = new int[LONGEST + 1];

  /**
   * @param table from which it is read
   * @param at where the 16 counts of codes begin
   * @throws UnreadableImageException when there are more codes than there can be
   */
  HuffmanTable(byte[] table, int at, int limit) throws UnreadableImageException {
    int code = 0;
    int place = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int count = at + length <= limit ? table[at + length - 1] & 0xff : 0;
      offsets[length] = place - code;
      code += count;
      place += count;
      if (code > 1 << length) {
        throw UnreadableImageException.damaged("a table of more codes than there are");
      }
      ends[length] = code << (LONGEST - length);
      code <<= 1;
    }
    if (at + LONGEST + place > limit) {
      throw UnreadableImageException.damaged("a table that is cut short");
    }
    symbols = Arrays.copyOfRange(table, at + LONGEST, at + LONGEST + place);
  }

  int length() {
    return LONGEST + symbols.length;
  }

  /** The symbol whose code is all zeros. */
  int first() {
    return symbols.length == 0 ? -1 : symbols[0] & 0xff;
  }

  /** Bits of the code that is all zeros. */
  int shortest() {
    int length = 1;
    while (length < LONGEST && ends[length] == 0) {
      length++;
    }
    return length;
  }

  /**
   * @param next 16 bits of which the first are a code
   * @return length of the code times 256, and its symbol
   * @throws UnreadableImageException when no code begins so
   */
  int look(int next) throws UnreadableImageException {
    for (int length = 1; length <= LONGEST; length++) {
      if (next < ends[length]) {
        int code = next >>> (LONGEST - length);
        return length << 8 | symbols[code + offsets[length]] & 0xff;
      }
    }
    throw UnreadableImageException.damaged("bits that are no code");
  }
}
