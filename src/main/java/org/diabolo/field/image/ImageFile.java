package org.diabolo.field.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG and JPEG files as pixels of one shape. What is transparent shows white behind it;
 * colour becomes grey by the weights of ITU-R BT.601 (0.299, 0.587, 0.114), as in JPEG; sizes are
 * made to fit as {@link Axis} says, each side by itself. A picture stands as its Exif data say;
 * samples are taken for sRGB whatever colour profile comes with them. Equal files give equal
 * pixels.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 for grey, 3 for colour
 */
public record ImageFile(int height, int width, int channels) implements Serializable {
  private static final Pattern UNSUPPORTED =
      Pattern.compile("Unsupported|not supported|not implemented");

  /** Other decoders may be on a user's class path, and would give other pixels. */
  private static final String JDK = "com.sun.imageio.";

  /**
   * @param file the bytes of a PNG or JPEG file
   * @return unsigned bytes, row after row, the channels of a pixel together
   * @throws UnreadableImageException when it is no such file, is damaged, is of a kind that the JDK
   *     does not decode (such as JPEG without loss), has more than 25 million pixels, a side of
   *     more than 32,768 or more than 100 scans
   */
  public byte[] pixels(byte[] file) throws UnreadableImageException {
    SoundFile sound = SoundFile.of(file);
    Orientation orientation = sound.orientation();
    BufferedImage image = decoded(sound);
    // Resized first, so that only a small picture is turned.
    byte[] stored =
        orientation.swaps() ? resized(image, width, height) : resized(image, height, width);
    return orientation.turned(stored, height, width, channels);
  }

  private static BufferedImage decoded(SoundFile sound) throws UnreadableImageException {
    List<String> warnings = new ArrayList<>();
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(sound.bytes()))) {
      ImageReader reader = reader(sound.format());
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      try {
        reader.setInput(stream, true, true);
        BufferedImage image =
            sound.inks() == Inks.NONE
                ? reader.read(0)
                : sound.inks().light(reader.readRaster(0, null));
        // What they cannot read they fill with grey, and warn.
        if (!warnings.isEmpty()) {
          throw UnreadableImageException.damaged(warnings.get(0));
        }
        return image;
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // The decoders answer to damaged files with any exception at all.
      String found = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw UNSUPPORTED.matcher(found).find()
          ? UnreadableImageException.unsupported(found)
          : UnreadableImageException.damaged(found);
    }
  }

  private static ImageReader reader(String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith(JDK)) {
        return reader;
      }
      reader.dispose();
    }
    throw new IllegalStateException("this Java has no decoder for " + format);
  }

  private byte[] resized(BufferedImage image, int height, int width) {
    PixelRows rows = new PixelRows(image, channels);
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
