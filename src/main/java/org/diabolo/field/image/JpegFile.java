package org.diabolo.field.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes through a JPEG's segments (ITU-T T.81, annex B) and keeps those that pixels depend on. What
 * comes after the end is no part of it. Without the mark of the end it is whole too, if all blocks
 * are there and all bits of them.
 */
final class JpegFile {
  /** Cameras and programs write about ten; each costs a look at all blocks. */
  private static final int MOST_SCANS = 100;

  private static final int COEFFICIENTS = 64;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int TABLES = 0xc4;
  private static final int ARITHMETIC = 0xcc;
  private static final int RESERVED = 0xc8;
  private static final int QUANTISATION = 0xdb;
  private static final int INTERVAL = 0xdd;
  private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0};
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
  private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
  private static final int ADOBE_TRANSFORM = 11;

  private final byte[] file;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final HuffmanTable[][] tables = new HuffmanTable[2][4];

  /** For each component the coefficients of which bits are still to come. */
  private final Map<Integer, BitSet> missing = new HashMap<>();

  /** For each component which coefficients are not 0, as far as scans have told. */
  private final Map<Integer, BitSet> known = new HashMap<>();

  private Orientation orientation;
  private JpegFrame frame;
  private boolean jfif;
  private int adobe = -1;
  private int interval;
  private int scans;

  JpegFile(byte[] file) {
    this.file = file;
  }

  static boolean begins(byte[] file) {
    return file.length > 2 && number(file, 0) == 0xffd8 && file[2] == (byte) 0xff;
  }

  static int number(byte[] file, int at) {
    return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
  }

  SoundFile read() throws UnreadableImageException {
    int at = 2;
    boolean ended = false;
    while (!ended) {
      int marker = nextMarker(at);
      if (marker < 0) {
        break;
      }
      ended = (file[marker] & 0xff) == END;
      at = ended ? marker : segment(marker);
    }
    if (frame == null || scans == 0) {
      throw UnreadableImageException.damaged("it ends before its pixels");
    }
    if (missing.values().stream().anyMatch(bits -> !bits.isEmpty())) {
      throw UnreadableImageException.damaged("scans of its pixels are missing");
    }
    return new SoundFile(
        "jpeg",
        plain(),
        orientation == null ? Orientation.UPRIGHT : orientation,
        frame.components().size() == 4 ? inks() : Inks.NONE);
  }

  /** The place of the next marker's number; what stands between segments is passed over. */
  private int nextMarker(int at) {
    for (int i = at; i + 1 < file.length; i++) {
      int next = file[i + 1] & 0xff;
      if (file[i] == (byte) 0xff && next != 0 && next != 0xff) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Looks at one segment and says where it ends. */
  private int segment(int marker) throws UnreadableImageException {
    int kind = file[marker] & 0xff;
    if (kind == 1 || kind >= 0xd0 && kind <= 0xd8) {
      return marker + 1;
    }
    int at = marker + 1;
    int end = at + 2 <= file.length ? at + number(file, at) : file.length + 1;
    if (end > file.length || end < at + 2) {
      throw UnreadableImageException.damaged("a segment is cut short");
    }
    if (kind == SCAN) {
      return scan(marker, end);
    }
    if (kind == 0xe0 || kind == 0xe1 || kind == 0xee) {
      application(kind, at + 2, end);
    } else if (kind >= 0xc0 && kind <= 0xcf && kind != RESERVED) {
      coding(kind, at, end);
      keep(marker, end);
    } else if (kind == QUANTISATION) {
      quantisation(at + 2, end);
      keep(marker, end);
    } else if (kind == INTERVAL) {
      interval = end < at + 4 ? 0 : number(file, at + 2);
      keep(marker, end);
    }
    return end;
  }

  private void keep(int marker, int end) {
    kept.write(0xff);
    kept.write(file, marker, end - marker);
  }

  private void coding(int kind, int at, int end) throws UnreadableImageException {
    if (kind == TABLES) {
      for (int i = at + 2; i < end; ) {
        int name = file[i] & 0xff;
        HuffmanTable table = new HuffmanTable(file, i + 1, end);
        if (name >>> 4 > 1 || (name & 15) > 3) {
          throw UnreadableImageException.damaged("a table of no name");
        }
        tables[name >>> 4][name & 15] = table;
        i += 1 + table.length();
      }
    } else if (kind != ARITHMETIC) {
      if (frame != null) {
        throw UnreadableImageException.damaged("it begins twice");
      }
      frame = JpegFrame.read(file, kind, at, end);
      for (JpegFrame.Component component : frame.components()) {
        missing.put(component.id(), new BitSet(COEFFICIENTS));
        missing.get(component.id()).set(0, COEFFICIENTS);
      }
      SoundFile.checkSize(frame.width(), frame.height());
    }
  }

  private void quantisation(int from, int end) throws UnreadableImageException {
    for (int i = from; i < end; ) {
      int size = (file[i] & 0xf0) == 0 ? 1 : 2;
      for (int j = i + 1; j < i + 1 + 64 * size && j < end; j += size) {
        if (file[j] == 0 && (size == 1 || j + 1 < end && file[j + 1] == 0)) {
          throw UnreadableImageException.damaged("a step of 0");
        }
      }
      i += 1 + 64 * size;
    }
  }

  private void application(int kind, int at, int end) {
    if (kind == 0xe0 && begins(JFIF, at, end)) {
      jfif = true;
    } else if (kind == 0xe1 && orientation == null && begins(EXIF, at, end)) {
      int notes = at + EXIF.length;
      orientation = Exif.orientation(ByteBuffer.wrap(file, notes, end - notes));
    } else if (kind == 0xee && begins(ADOBE, at, end) && end > at + ADOBE_TRANSFORM) {
      adobe = file[at + ADOBE_TRANSFORM] & 0xff;
    }
  }

  private boolean begins(byte[] word, int at, int end) {
    return end - at >= word.length
        && ByteBuffer.wrap(file, at, word.length).equals(ByteBuffer.wrap(word));
  }

  private int scan(int marker, int head) throws UnreadableImageException {
    if (frame == null) {
      throw UnreadableImageException.damaged("pixels before its size");
    }
    if (++scans > MOST_SCANS) {
      throw new UnreadableImageException(
          "too large an image", "more than " + MOST_SCANS + " scans of its pixels");
    }
    int end = endOfScan(head);
    scanned(marker + 3, head).check(new ScanBits(file, head, end));
    keep(marker, end);
    return end;
  }

  /** Where the next marker stands that is neither a restart nor a byte of 0xff. */
  private int endOfScan(int from) {
    int i = from;
    while (i < file.length) {
      if (file[i] != (byte) 0xff) {
        i++;
        continue;
      }
      int next = i + 1;
      while (next < file.length && file[next] == (byte) 0xff) {
        next++;
      }
      int kind = next < file.length ? file[next] & 0xff : END;
      if (kind != 0 && (kind < 0xd0 || kind > 0xd7)) {
        return i;
      }
      i = next + 1;
    }
    return file.length;
  }

  /**
   * @param at where the number of components stands
   * @param head end of what is said of the scan
   */
  private JpegScan scanned(int at, int head) throws UnreadableImageException {
    int count = at < head ? file[at] : 0;
    int range = at + 1 + 2 * count;
    if (count < 1 || count > 4 || head < range + 3) {
      throw UnreadableImageException.damaged("a scan of nothing");
    }
    int first = frame.progressive() ? file[range] & 0xff : 0;
    int last = frame.progressive() ? file[range + 1] & 0xff : COEFFICIENTS - 1;
    boolean refines = frame.progressive() && (file[range + 2] & 0xf0) > 0;
    // What the scan leaves for later ones to refine is still to come.
    boolean leaves = frame.progressive() && (file[range + 2] & 15) > 0;
    boolean means = first == 0;
    boolean rest = !frame.progressive() || !means;
    if (last < first
        || last >= COEFFICIENTS
        || frame.progressive() && means != (last == 0)
        || !means && count > 1) {
      throw UnreadableImageException.damaged("a scan that cannot be");
    }
    List<JpegScan.Part> parts = new ArrayList<>();
    for (int i = at + 1; i < range; i += 2) {
      int id = file[i] & 0xff;
      JpegFrame.Component component =
          frame.components().stream()
              .filter(each -> each.id() == id)
              .findFirst()
              .orElseThrow(() -> UnreadableImageException.damaged("a scan of no component"));
      if (!frame.progressive() && missing.get(id).isEmpty()) {
        throw UnreadableImageException.damaged("a component is there twice");
      }
      missing.get(id).set(first, last + 1, leaves);
      parts.add(
          new JpegScan.Part(
              component,
              means && !refines ? table(0, file[i + 1] >>> 4 & 3) : null,
              rest ? table(1, file[i + 1] & 3) : null,
              known.computeIfAbsent(id, each -> new BitSet())));
    }
    return frame.progressive()
        ? new ProgressiveScan(frame, parts, interval, first, last, refines)
        : new SequentialScan(frame, parts, interval);
  }

  private HuffmanTable table(int kind, int name) throws UnreadableImageException {
    if (tables[kind][name] == null) {
      throw UnreadableImageException.damaged("a table is missing");
    }
    return tables[kind][name];
  }

  /** A file of the segments kept, with one marker that says what the components are. */
  private byte[] plain() {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    plain.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    int components = frame.components().size();
    if (components == 4 || components == 3 && !brightnessAndDifferences()) {
      int transform = components == 4 && inks() == Inks.INVERTED_DIFFERENCES ? 2 : 0;
      plain.writeBytes(new byte[] {(byte) 0xff, (byte) 0xee, 0, 14});
      plain.writeBytes(ADOBE);
      plain.writeBytes(new byte[] {0, 100, 0, 0, 0, 0, (byte) transform});
    } else {
      plain.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe0, 0, 16});
      plain.writeBytes(JFIF);
      plain.writeBytes(new byte[] {1, 1, 0, 0, 1, 0, 1, 0, 0});
    }
    plain.writeBytes(kept.toByteArray());
    plain.writeBytes(new byte[] {(byte) 0xff, (byte) END});
    return plain.toByteArray();
  }

  /** As libjpeg decides it: by JFIF, by Adobe's mark, by the components' names. */
  private boolean brightnessAndDifferences() {
    if (jfif || adobe >= 0) {
      return jfif || adobe != 0;
    }
    List<Integer> names = frame.components().stream().map(JpegFrame.Component::id).toList();
    return !names.equals(List.of((int) 'R', (int) 'G', (int) 'B'));
  }

  private Inks inks() {
    return adobe < 0 ? Inks.PLAIN : adobe == 2 ? Inks.INVERTED_DIFFERENCES : Inks.INVERTED;
  }
}
