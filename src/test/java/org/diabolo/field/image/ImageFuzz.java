package org.diabolo.field.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.diabolo.fuzz.FuzzedReader;
import org.diabolo.fuzz.Parts;

/** PNG and JPEG of all kinds. */
public final class ImageFuzz implements FuzzedReader {
  private static final ImageFile SHAPE = new ImageFile(8, 9, 3);

  @Override
  public String name() {
    return "image";
  }

  @Override
  public List<Parts> seeds() throws IOException {
    List<Parts> seeds = new ArrayList<>();
    BufferedImage drawn = Pictures.drawn(17, 13);
    byte[] jpeg = Pictures.jpeg(drawn, false);
    byte[] exif = new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1};
    byte[] tag = new byte[] {1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0};
    byte[] turned = ByteBuffer.allocate(32).put(exif).put(tag).array();
    seeds.add(Parts.of(Pictures.png(drawn)));
    seeds.add(Parts.of(jpeg));
    seeds.add(Parts.of(Pictures.jpeg(drawn, true)));
    seeds.add(Parts.of(Pictures.inserted(jpeg, 2, Pictures.segment(0xe1, turned))));
    for (int type :
        new int[] {
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_USHORT_GRAY,
          BufferedImage.TYPE_BYTE_INDEXED,
          BufferedImage.TYPE_BYTE_BINARY,
          BufferedImage.TYPE_4BYTE_ABGR
        }) {
      BufferedImage image = new BufferedImage(11, 5, type);
      image.getGraphics().drawImage(drawn, 0, 0, null);
      seeds.add(Parts.of(Pictures.png(image)));
    }
    return seeds;
  }

  @Override
  public boolean read(Parts parts) {
    try {
      byte[] pixels = SHAPE.pixels(parts.piece(0));
      if (pixels.length != 8 * 9 * 3) {
        throw new IllegalStateException(pixels.length + " bytes");
      }
      return true;
    } catch (UnreadableImageException e) {
      return false;
    }
  }

  /** Mostly the sums of PNG's chunks are made right again: nothing else would get beyond them. */
  @Override
  public Parts mended(Parts parts, Random random) {
    byte[] file = parts.piece(0).clone();
    if (file.length < 8 || file[0] != (byte) 0x89 || random.nextInt(5) == 0) {
      return parts;
    }
    ByteBuffer buffer = ByteBuffer.wrap(file);
    int at = 8;
    while (at + 12L <= file.length) {
      long end = at + 8L + Integer.toUnsignedLong(buffer.getInt(at));
      if (end + 4 > file.length) {
        break;
      }
      CRC32 sum = new CRC32();
      sum.update(Arrays.copyOfRange(file, at + 4, (int) end));
      buffer.putInt((int) end, (int) sum.getValue());
      at = (int) end + 4;
    }
    return Parts.of(file);
  }

  @Override
  public List<String> words() {
    return List.of(
        "IHDR",
        "IDAT",
        "IEND",
        "PLTE",
        "tRNS",
        "iCCP",
        "gAMA",
        "eXIf",
        "zTXt",
        "iTXt",
        "acTL",
        "CgBI",
        "\u00ff\u00d8",
        "\u00ff\u00d9",
        "\u00ff\u00da",
        "\u00ff\u00db",
        "\u00ff\u00c0",
        "\u00ff\u00c2",
        "\u00ff\u00c4",
        "\u00ff\u00dd",
        "\u00ff\u00d0",
        "\u00ff\u00e1",
        "\u00ff\u00ee",
        "\u00ff\u00c9",
        "\u00ff\u00c3",
        "\u00ff\u00dc",
        "Exif\0\0",
        "Adobe\0",
        "JFIF\0",
        "\u0089PNG\r\n\u001a\n");
  }

  @Override
  public boolean counts(String type) {
    return type.startsWith("org.diabolo.field.image.");
  }

  /** 25 million pixels may be unfolded. */
  @Override
  public long megabytes() {
    return 1500;
  }
}
