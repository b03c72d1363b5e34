package org.diabolo.field.image;

/**
 * How the stored picture must be turned to stand as it was seen, by the numbers of Exif's tag
 * Orientation, 1 to 8.
 *
 * @param swaps whether what is stored as rows are columns
 * @param fromRight whether the first column that is seen is stored last
 * @param fromBelow whether the first row that is seen is stored last; both of what is stored
 */
record Orientation(boolean swaps, boolean fromRight, boolean fromBelow) {
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  /**
   * @param number of the tag; any other than 1 to 8 says nothing
   */
  static Orientation of(int number) {
    return switch (number) {
      case 2 -> new Orientation(false, true, false);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, false, true);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, false, true);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, true, false);
      default -> UPRIGHT;
    };
  }

  /**
   * @param stored pixels row after row, {@code height} by {@code width} of them, or {@code width}
   *     by {@code height} where sides are swapped
   * @param height of what is seen
   * @param width of what is seen
   * @param channels bytes of a pixel
   * @return the pixels as they are seen
   */
  byte[] turned(byte[] stored, int height, int width, int channels) {
    if (equals(UPRIGHT)) {
      return stored;
    }
    int rows = swaps ? width : height;
    int columns = swaps ? height : width;
    byte[] seen = new byte[stored.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int row = swaps ? x : y;
        int column = swaps ? y : x;
        int from =
            (fromBelow ? rows - 1 - row : row) * columns
                + (fromRight ? columns - 1 - column : column);
        System.arraycopy(stored, from * channels, seen, (y * width + x) * channels, channels);
      }
    }
    return seen;
  }
}
