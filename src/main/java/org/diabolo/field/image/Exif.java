package org.diabolo.field.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The one tag of a camera's notes that pixels depend on: how the camera was held. The notes are a
 * TIFF file without pictures (Exif 2.32, 4.6.4).
 */
final class Exif {
  private static final short ORIENTATION = 0x0112;
  private static final short SHORT = 3;
  private static final int LONG = 4;
  private static final int TIFF = 42;
  private static final int ENTRY = 12;

  private Exif() {}

  /**
   * @param tiff the notes, from their byte order on
   * @return what they say; upright where they say nothing, or nothing that can be read
   */
  static Orientation orientation(ByteBuffer tiff) {
    try {
      ByteBuffer notes = tiff.slice();
      short order = notes.getShort(0);
      if (order != 0x4949 && order != 0x4d4d) {
        return Orientation.UPRIGHT;
      }
      notes.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      return notes.getShort(2) == TIFF ? inDirectory(notes, notes.getInt(4)) : Orientation.UPRIGHT;
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      return Orientation.UPRIGHT;
    }
  }

  private static Orientation inDirectory(ByteBuffer notes, int directory) {
    int entries = Short.toUnsignedInt(notes.getShort(directory));
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY;
      if (notes.getShort(entry) == ORIENTATION) {
        int type = notes.getShort(entry + 2);
        int value =
            type == SHORT ? notes.getShort(entry + 8) : type == LONG ? notes.getInt(entry + 8) : 0;
        return Orientation.of(value);
      }
    }
    return Orientation.UPRIGHT;
  }
}
