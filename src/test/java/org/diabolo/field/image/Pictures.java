package org.diabolo.field.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Image files as encoders write them, and what can be done to them. */
final class Pictures {
  private Pictures() {}

  /** A picture that has something everywhere. */
  static BufferedImage drawn(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, (x * 7 % 256) << 16 | (y * 11 % 256) << 8 | (x * y) % 256);
      }
    }
    return image;
  }

  static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "png", bytes)).isTrue();
    return bytes.toByteArray();
  }

  static byte[] jpeg(BufferedImage image, boolean progressive) throws IOException {
    return jpeg(new IIOImage(image, null, null), progressive);
  }

  /** A JPEG of so many components that nothing says the meaning of. */
  static byte[] jpeg(Raster raster) throws IOException {
    return jpeg(new IIOImage(raster, null, null), false);
  }

  private static byte[] jpeg(IIOImage image, boolean progressive) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(stream);
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(1);
      if (progressive) {
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, image, how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Puts bytes in at a place. */
  static byte[] inserted(byte[] file, int at, byte[] more) {
    return ByteBuffer.allocate(file.length + more.length)
        .put(file, 0, at)
        .put(more)
        .put(file, at, file.length - at)
        .array();
  }

  /** A segment of JPEG. */
  static byte[] segment(int kind, byte[] content) {
    return ByteBuffer.allocate(4 + content.length)
        .put((byte) 0xff)
        .put((byte) kind)
        .putShort((short) (content.length + 2))
        .put(content)
        .array();
  }

  /** A chunk of PNG. */
  static byte[] chunk(String kind, byte[] content) {
    byte[] summed =
        ByteBuffer.allocate(4 + content.length).put(kind.getBytes()).put(content).array();
    CRC32 sum = new CRC32();
    sum.update(summed);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(summed)
        .putInt((int) sum.getValue())
        .array();
  }

  /** Where a marker of JPEG or the name of a chunk of PNG stands. */
  static int place(byte[] file, byte[] wanted, int from) {
    for (int i = from; i + wanted.length <= file.length; i++) {
      if (Arrays.equals(file, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  static int scan(byte[] jpeg, int from) {
    return place(jpeg, new byte[] {(byte) 0xff, (byte) 0xda}, from);
  }

  /** Why a file is none, and what of it is told; null where it is a picture. */
  static String fault(byte[] file) {
    UnreadableImageException fault =
        catchThrowableOfType(
            UnreadableImageException.class, () -> new ImageFile(8, 8, 3).pixels(file));
    return fault == null ? null : fault.reason() + ": " + fault.getMessage();
  }
}
