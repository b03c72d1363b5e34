package org.diabolo.field.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
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
  /** A few kilobytes can unfold to any number of pixels; these fit an executor's memory. */
  private static final long MOST_PIXELS = 100_000_000;

  private static final Set<String> FORMATS = Set.of("png", "jpeg");

  /**
   * @param file the bytes of a PNG or JPEG file
   * @return unsigned bytes, row after row, the channels of a pixel together
   * @throws UnreadableImageException when it is no such file, is damaged, or has more than 100
   *     million pixels
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
        long count = (long) reader.getWidth(0) * reader.getHeight(0);
        if (count > MOST_PIXELS) {
          throw new UnreadableImageException(
              "too large an image", reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels");
        }
        return resized(new PixelRows(reader.read(0), channels));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // The decoders answer to damaged files with any exception at all.
      throw new UnreadableImageException("not an image", "damaged: " + e.getMessage());
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
    double[][] narrow = new double[rows.height()][];
    double[] row = new double[rows.width() * channels];
    for (int y = 0; y < narrow.length; y++) {
      rows.read(y, row);
      narrow[y] = across(row, across);
    }
    double total = (double) across.total() * down.total();
    byte[] pixels = new byte[height * width * channels];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < width * channels; i++) {
        double sum = 0;
        for (int j = 0; j < down.weights()[y].length; j++) {
          sum += down.weights()[y][j] * narrow[down.first()[y] + j][i];
        }
        pixels[y * width * channels + i] = (byte) Math.round(sum / total);
      }
    }
    return pixels;
  }

  private double[] across(double[] row, Axis axis) {
    double[] narrow = new double[width * channels];
    for (int x = 0; x < width; x++) {
      for (int j = 0; j < axis.weights()[x].length; j++) {
        for (int c = 0; c < channels; c++) {
          narrow[x * channels + c] +=
              axis.weights()[x][j] * row[(axis.first()[x] + j) * channels + c];
        }
      }
    }
    return narrow;
  }
}
