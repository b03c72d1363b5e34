package org.diabolo.field.image;

/**
 * An image file of which is known that its pixels are all there, without all that pixels do not
 * depend on: no colour profile, comment or thumbnail can stand in a decoder's way.
 *
 * @param format png or jpeg
 * @param bytes of a file with the pixels alone
 * @param orientation of what is stored
 * @param inks what four components mean
 */
record SoundFile(String format, byte[] bytes, Orientation orientation, Inks inks) {
  /** A few kilobytes can unfold to any number of pixels; these are 100 MB, of 16 bits 200 MB. */
  private static final long MOST_PIXELS = 25_000_000;

  private static final int LONGEST_SIDE = 1 << 15;

  /**
   * @param file that is hoped to be an image
   * @return what of it is decoded
   * @throws UnreadableImageException as {@link ImageFile#pixels} says
   */
  static SoundFile of(byte[] file) throws UnreadableImageException {
    if (PngFile.begins(file)) {
      return new PngFile(file).read();
    }
    if (JpegFile.begins(file)) {
      return new JpegFile(file).read();
    }
    throw new UnreadableImageException(
        "not an image",
        file.length == 0 ? "no bytes" : file.length + " bytes that are neither PNG nor JPEG");
  }

  static void checkSize(long width, long height) throws UnreadableImageException {
    if (width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
      throw new UnreadableImageException("too large an image", width + " x " + height + " pixels");
    }
  }
}
