package org.diabolo.field.image;

/**
 * An image's rows in the new width. They are asked for from the top down, and a new row begins no
 * earlier than at the last two that the one before it took: only two are held.
 */
final class NarrowRows {
  private final PixelRows rows;
  private final Axis across;
  private final int channels;
  private final double[] wide;
  private final double[][] held = new double[2][];
  private final int[] places = {-1, -1};

  NarrowRows(PixelRows rows, Axis across, int channels) {
    this.rows = rows;
    this.across = across;
    this.channels = channels;
    this.wide = new double[rows.width() * channels];
  }

  /**
   * @param y place of a row in the image
   * @return its sums, good until the next row but one is asked for
   */
  double[] row(int y) {
    int slot = y % held.length;
    if (places[slot] != y) {
      rows.read(y, wide);
      held[slot] = narrowed();
      places[slot] = y;
    }
    return held[slot];
  }

  private double[] narrowed() {
    int width = across.first().length;
    double[] narrow = new double[width * channels];
    for (int x = 0; x < width; x++) {
      for (int j = 0; j < across.weights()[x].length; j++) {
        for (int c = 0; c < channels; c++) {
          narrow[x * channels + c] +=
              across.weights()[x][j] * wide[(across.first()[x] + j) * channels + c];
        }
      }
    }
    return narrow;
  }
}
