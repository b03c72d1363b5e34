package org.diabolo.field.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG and JPEG files as pixels of one shape. What is transparent shows white behind it;
 * colour becomes grey by the weights of ITU-R BT.601 (0.299, 0.587, 0.114), as in JPEG; sizes are
 * made to fit as {@link Axis} says, each side by itself. Equal files give equal pixels.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 for grey, 3 for colour
 */
public record ImageFile(int height, int width, int channels) implements Serializable {
  /** A few kilobytes can unfold to any number of pixels; these are 100 MB, of 16 bits 200 MB. */
  private static final long MOST_PIXELS = 25_000_000;

  private static final int LONGEST_SIDE = 1 << 15;

  private static final Set<String> FORMATS = Set.of("png", "jpeg");

  /**
   * @param file the bytes of a PNG or JPEG file
   * @return unsigned bytes, row after row, the channels of a pixel together
   * @throws UnreadableImageException when it is no such file, is damaged, is of a kind that the JDK
   *     does not decode (such as JPEG without loss), has more than 25 million pixels or a side of
   *     more than 32,768
   */
  public byte[] pixels(byte[] file) throws UnreadableImageException {
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      ImageReader reader = reader(stream);
      if (reader == null) {
        throw new UnreadableImageException(
            "not an image", file.length + " bytes that are neither PNG nor JPEG");
      }
      try {
        reader.setInput(stream, true, true);
        checkSize(reader.getWidth(0), reader.getHeight(0));
        return resized(new PixelRows(reader.read(0), channels));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // The decoders answer to damaged files with any exception at all.
      String found = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      // So begins what they say of JPEG in 12 bits, without loss, and in old releases in CMYK.
      throw found.startsWith("Unsupported")
          ? new UnreadableImageException("an image of an unsupported kind", found)
          : new UnreadableImageException("not an image", "damaged: " + found);
    }
  }

  private static void checkSize(int width, int height) throws UnreadableImageException {
    boolean large = (long) width * height > MOST_PIXELS;
    if (large || Math.max(width, height) > LONGEST_SIDE) {
      throw new UnreadableImageException("too large an image", width + " x " + height + " pixels");
    }
  }

  private static ImageReader reader(ImageInputStream stream) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      // The JDK knows other formats, of which some take almost any bytes for theirs.
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
      reader.dispose();
    }
    return null;
  }

  private byte[] resized(PixelRows rows) {
    Axis across = Axis.of(rows.width(), width);
    Axis down = Axis.of(rows.height(), height);
    NarrowRows narrow = new NarrowRows(rows, across, channels);
    double total = (double) across.total() * down.total();
    byte[] pixels = new byte[height * width * channels];
    double[] sums = new double[width * channels];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      for (int j = 0; j < down.weights()[y].length; j++) {
        double[] row = narrow.row(down.first()[y] + j);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += down.weights()[y][j] * row[i];
        }
      }
      for (int i = 0; i < sums.length; i++) {
        pixels[y * sums.length + i] = (byte) Math.round(sums[i] / total);
      }
    }
    return pixels;
  }
}
