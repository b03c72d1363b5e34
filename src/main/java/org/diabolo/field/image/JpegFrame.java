package org.diabolo.field.image;

import java.util.ArrayList;
import java.util.List;

/**
 * What a JPEG says of its size and components (T.81, B.2.2).
 *
 * @param process the marker's number: 0xc0 and 0xc1 without, 0xc2 with progression
 * @param height in pixels
 * @param width in pixels
 * @param components as they are listed
 */
record JpegFrame(int process, int height, int width, List<Component> components) {
  private static final int SIDE = 8;
  private static final int PROGRESSIVE = 0xc2;

  /**
   * @param id by which scans name it
   * @param across blocks of it in a unit's row
   * @param down rows of blocks of it in a unit
   */
  record Component(int id, int across, int down) {}

  /**
   * @param at where the length of the segment stands
   * @param end of the segment
   */
  static JpegFrame read(byte[] file, int process, int at, int end) throws UnreadableImageException {
    if (process > PROGRESSIVE) {
      throw UnreadableImageException.unsupported(
          "Unsupported JPEG process: SOF type 0x" + Integer.toHexString(process));
    }
    if (end < at + 8 || end < at + 8 + 3 * (file[at + 7] & 0xff)) {
      throw UnreadableImageException.damaged("its head is cut short");
    }
    if (file[at + 2] != 8) {
      throw UnreadableImageException.unsupported("Unsupported JPEG data precision " + file[at + 2]);
    }
    List<Component> components = new ArrayList<>();
    for (int i = at + 8; i < at + 8 + 3 * (file[at + 7] & 0xff); i += 3) {
      Component component = new Component(file[i] & 0xff, file[i + 1] >>> 4 & 15, file[i + 1] & 15);
      if (component.across < 1
          || component.down < 1
          || component.across > 4
          || component.down > 4) {
        throw UnreadableImageException.damaged("a component of no size");
      }
      components.add(component);
    }
    int height = JpegFile.number(file, at + 3);
    int width = JpegFile.number(file, at + 5);
    if (components.isEmpty() || height == 0 || width == 0) {
      throw UnreadableImageException.damaged("it says that it has no pixels");
    }
    return new JpegFrame(process, height, width, List.copyOf(components));
  }

  boolean progressive() {
    return process == PROGRESSIVE;
  }

  /** Units of a scan of several components. */
  long units() {
    return (long) parts(width, SIDE * across()) * parts(height, SIDE * down());
  }

  /** Blocks of a scan of one component. */
  long blocks(Component component) {
    return (long) parts(parts(width * component.across, across()), SIDE)
        * parts(parts(height * component.down, down()), SIDE);
  }

  private int across() {
    return components.stream().mapToInt(Component::across).max().orElseThrow();
  }

  private int down() {
    return components.stream().mapToInt(Component::down).max().orElseThrow();
  }

  private static int parts(int length, int size) {
    return (length + size - 1) / size;
  }
}
