package org.diabolo.field.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/**
 * What the four components of a JPEG for printers mean. Each ink takes its share of the light that
 * falls on white paper; profiles of printers are not followed.
 */
enum Inks {
  /** There are none: grey or red, green and blue. */
  NONE,
  /** Cyan, magenta, yellow and black; 255 is all of it. */
  PLAIN,
  /** The same as Adobe's programs write it; 0 is all of it. */
  INVERTED,
  /** The same, and the first three as brightness and two differences of colour. */
  INVERTED_DIFFERENCES;

  private static final int FULL = 255;

  /**
   * @param raster of four bands, as they are stored
   * @return the light that is left, in red, green and blue
   */
  BufferedImage light(Raster raster) {
    int width = raster.getWidth();
    BufferedImage image = new BufferedImage(width, raster.getHeight(), BufferedImage.TYPE_INT_RGB);
    int[] stored = new int[4 * width];
    int[] row = new int[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, stored);
      for (int x = 0; x < width; x++) {
        row[x] = light(stored, 4 * x);
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }

  private int light(int[] stored, int at) {
    double first = stored[at];
    double second = stored[at + 1];
    double third = stored[at + 2];
    if (this == INVERTED_DIFFERENCES) {
      // What ITU-T T.871 gives are inks.
      double blueness = stored[at + 1] - 128;
      double redness = stored[at + 2] - 128;
      second = FULL - limited(first - 0.344136286 * blueness - 0.714136286 * redness);
      third = FULL - limited(first + 1.772 * blueness);
      first = FULL - limited(first + 1.402 * redness);
    }
    double paper = this == PLAIN ? FULL - stored[at + 3] : stored[at + 3];
    return part(first, paper) << 16 | part(second, paper) << 8 | part(third, paper);
  }

  private int part(double stored, double paper) {
    double kept = this == PLAIN ? FULL - stored : stored;
    return (int) Math.round(kept * paper / FULL);
  }

  private static double limited(double colour) {
    return Math.max(0, Math.min(FULL, colour));
  }
}
