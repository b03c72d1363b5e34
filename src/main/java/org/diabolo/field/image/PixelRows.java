package org.diabolo.field.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/** A decoded image row by row, 0 to 255, over white, in the channels asked for. */
final class PixelRows {
  private static final int BYTE = 0xff;
  private static final double WHITE = 255;
  private static final double RED = 0.299;
  private static final double GREEN = 0.587;
  private static final double BLUE = 0.114;

  private final BufferedImage image;
  private final int channels;
  private final boolean grey;
  private final int[] colours;
  private final int[] alpha;

  PixelRows(BufferedImage image, int channels) {
    this.image = image;
    this.channels = channels;
    this.colours = new int[image.getWidth()];
    this.alpha = new int[image.getWidth()];
    this.grey =
        image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
            && !(image.getColorModel() instanceof IndexColorModel);
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  /**
   * @param y row
   * @param into its numbers, the channels of a pixel together
   */
  void read(int y, double[] into) {
    if (grey) {
      greyRow(y, into);
    } else {
      colourRow(y, into);
    }
  }

  /** From the samples: the JDK takes grey for linear light, and getRGB would brighten it. */
  private void greyRow(int y, double[] into) {
    int[] bits = image.getSampleModel().getSampleSize();
    image.getRaster().getSamples(0, y, colours.length, 1, 0, colours);
    boolean transparent = image.getColorModel().hasAlpha();
    if (transparent) {
      image.getRaster().getSamples(0, y, alpha.length, 1, 1, alpha);
    }
    for (int x = 0; x < colours.length; x++) {
      double shade = scaled(colours[x], bits[0]);
      double over = transparent ? overWhite(shade, scaled(alpha[x], bits[1]) / WHITE) : shade;
      for (int c = 0; c < channels; c++) {
        into[x * channels + c] = over;
      }
    }
  }

  private static double scaled(int sample, int bits) {
    return sample * WHITE / ((1 << bits) - 1);
  }

  private void colourRow(int y, double[] into) {
    image.getRGB(0, y, colours.length, 1, colours, 0, colours.length);
    for (int x = 0; x < colours.length; x++) {
      double opaque = (colours[x] >>> 24) / WHITE;
      double red = overWhite(colours[x] >> 16 & BYTE, opaque);
      double green = overWhite(colours[x] >> 8 & BYTE, opaque);
      double blue = overWhite(colours[x] & BYTE, opaque);
      if (channels == 1) {
        into[x] = RED * red + GREEN * green + BLUE * blue;
      } else {
        into[x * channels] = red;
        into[x * channels + 1] = green;
        into[x * channels + 2] = blue;
      }
    }
  }

  private static double overWhite(double colour, double opaque) {
    return colour * opaque + WHITE * (1 - opaque);
  }
}
