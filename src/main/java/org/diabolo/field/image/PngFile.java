package org.diabolo.field.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Goes through a PNG's chunks (ISO/IEC 15948) and keeps those that pixels depend on, if their sums
 * are right. What comes after the end is no part of it; without an end it is whole if all pixels
 * are there.
 */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final String HEAD = "IHDR";
  private static final String PIXELS = "IDAT";
  private static final String END = "IEND";
  private static final Set<String> KEPT = Set.of(HEAD, "PLTE", "tRNS", PIXELS);
  private static final int FRAME = 12;

  /** First column and row, and steps, of each of the seven pictures of an interlaced one. */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private final byte[] file;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Inflater inflater = new Inflater();
  private final byte[] unfolded = new byte[1 << 16];
  private Orientation orientation = Orientation.UPRIGHT;
  private ByteBuffer head;
  private long missing;

  PngFile(byte[] file) {
    this.file = file;
  }

  static boolean begins(byte[] file) {
    return file.length >= SIGNATURE.length
        && Arrays.equals(SIGNATURE, 0, SIGNATURE.length, file, 0, SIGNATURE.length);
  }

  SoundFile read() throws UnreadableImageException {
    kept.writeBytes(SIGNATURE);
    try {
      int at = SIGNATURE.length;
      String kind = "";
      while (!kind.equals(END) && at < file.length) {
        kind = chunk(at);
        at += kind.equals(END) ? 0 : FRAME + ByteBuffer.wrap(file).getInt(at);
      }
      if (head == null || missing > 0) {
        throw UnreadableImageException.damaged("it ends before its pixels do");
      }
      kept.writeBytes(new byte[] {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60});
      kept.write(0x82);
    } catch (DataFormatException e) {
      throw UnreadableImageException.damaged(e.getMessage());
    } finally {
      inflater.end();
    }
    return new SoundFile("png", kept.toByteArray(), orientation, Inks.NONE);
  }

  private String chunk(int at) throws UnreadableImageException, DataFormatException {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int room = file.length - at - FRAME;
    if (room < 0 || bytes.getInt(at) < 0 || bytes.getInt(at) > room) {
      if (head != null && missing <= 0) {
        return END;
      }
      throw UnreadableImageException.damaged("it is cut short");
    }
    int length = bytes.getInt(at);
    String kind = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
    boolean sound = sum(at + 4, length + 4) == bytes.getInt(at + 8 + length);
    if (kind.equals("eXIf") && sound) {
      orientation = Exif.orientation(ByteBuffer.wrap(file, at + 8, length));
    }
    if (KEPT.contains(kind)) {
      if (!sound) {
        throw UnreadableImageException.damaged("the sum of its chunk " + kind + " is wrong");
      }
      if (kind.equals(HEAD)) {
        begin(at + 8, length);
      } else if (head == null) {
        throw UnreadableImageException.damaged("it does not begin with its size");
      } else if (kind.equals(PIXELS)) {
        unfold(at + 8, length);
      }
      kept.write(file, at, FRAME + length);
    } else if (Character.isUpperCase(kind.charAt(0)) && !kind.equals(END)) {
      // So are those marked without which a picture cannot be shown.
      throw sound
          ? UnreadableImageException.unsupported("a PNG with the chunk " + kind)
          : UnreadableImageException.damaged("the sum of its chunk " + kind + " is wrong");
    }
    return kind;
  }

  private int sum(int at, int length) {
    CRC32 sum = new CRC32();
    sum.update(file, at, length);
    return (int) sum.getValue();
  }

  private void begin(int at, int length) throws UnreadableImageException {
    if (head != null || length != 13) {
      throw UnreadableImageException.damaged("its head is wrong");
    }
    head = ByteBuffer.wrap(file, at, length).slice();
    long width = Integer.toUnsignedLong(head.getInt(0));
    long height = Integer.toUnsignedLong(head.getInt(4));
    if (width == 0 || height == 0) {
      throw UnreadableImageException.damaged("it says that it has no pixels");
    }
    SoundFile.checkSize(width, height);
    int bits = head.get(8) * samples(head.get(9));
    if (head.get(12) == 0) {
      missing = bytes((int) width, (int) height, bits);
      return;
    }
    for (int[] pass : PASSES) {
      int across = ((int) width - pass[0] + pass[2] - 1) / pass[2];
      int down = ((int) height - pass[1] + pass[3] - 1) / pass[3];
      missing += bytes(across, down, bits);
    }
  }

  private static int samples(int kind) throws UnreadableImageException {
    return switch (kind) {
      case 0, 3 -> 1;
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> throw UnreadableImageException.damaged("a kind of colour that is none");
    };
  }

  /** Rows of so many pixels, each after a byte that says how it is packed. */
  private static long bytes(int width, int height, int bits) {
    return width == 0 ? 0 : height * (1 + ((long) width * bits + 7) / 8);
  }

  /** Counts what there is, and no more than there should be. */
  private void unfold(int at, int length) throws DataFormatException {
    inflater.setInput(file, at, length);
    while (!inflater.needsInput() && !inflater.finished() && missing >= 0) {
      missing -= inflater.inflate(unfolded);
      if (inflater.needsDictionary()) {
        throw new DataFormatException("pixels packed by a dictionary");
      }
    }
  }
}
