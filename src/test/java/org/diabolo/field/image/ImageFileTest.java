package org.diabolo.field.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImageFileTest {

  private static byte[] file(BufferedImage image, String format) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static BufferedImage image(int type, int width, int... pixels) {
    BufferedImage image = new BufferedImage(width, pixels.length / width, type);
    image.setRGB(0, 0, width, image.getHeight(), pixels, 0, width);
    return image;
  }

  private static BufferedImage grey(int width, int... shades) {
    BufferedImage image =
        new BufferedImage(width, shades.length / width, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSamples(0, 0, width, image.getHeight(), 0, shades);
    return image;
  }

  private static int[] unsigned(byte[] pixels) {
    int[] numbers = new int[pixels.length];
    Arrays.setAll(numbers, i -> Byte.toUnsignedInt(pixels[i]));
    return numbers;
  }

  @Test
  void pngOfTheShapeComesThroughUnchanged() throws Exception {
    BufferedImage colours =
        image(BufferedImage.TYPE_INT_RGB, 2, 0x010203, 0xff8000, 0x0000ff, 0xfefdfc);

    assertThat(unsigned(new ImageFile(2, 2, 3).pixels(file(colours, "png"))))
        .containsExactly(1, 2, 3, 255, 128, 0, 0, 0, 255, 254, 253, 252);
    // 0.299 R + 0.587 G + 0.114 B by hand.
    assertThat(unsigned(new ImageFile(2, 2, 1).pixels(file(colours, "png"))))
        .containsExactly(2, 151, 29, 253);
    byte[] shades = file(grey(3, 0, 1, 127, 128, 200, 255), "png");
    assertThat(unsigned(new ImageFile(2, 3, 1).pixels(shades)))
        .containsExactly(0, 1, 127, 128, 200, 255);
    assertThat(unsigned(new ImageFile(2, 3, 3).pixels(shades)))
        .containsExactly(
            0, 0, 0, 1, 1, 1, 127, 127, 127, 128, 128, 128, 200, 200, 200, 255, 255, 255);
  }

  @Test
  void whatIsTransparentIsWhite() throws Exception {
    BufferedImage image = image(BufferedImage.TYPE_INT_ARGB, 3, 0x00123456, 0x80ff0000, 0xff0000ff);

    assertThat(unsigned(new ImageFile(1, 3, 3).pixels(file(image, "png"))))
        .containsExactly(255, 255, 255, 255, 127, 127, 0, 0, 255);
  }

  @Test
  void shrinkingTakesAveragesOverAreas() throws Exception {
    byte[] png = file(grey(4, 0, 10, 20, 30, 40, 50, 60, 70), "png");

    assertThat(unsigned(new ImageFile(1, 2, 1).pixels(png))).containsExactly(25, 45);
    // Thirds of 4: 1.0 and a third of the next; 2/3 and 2/3; a third and 1.0.
    byte[] row = file(grey(4, 0, 30, 60, 90), "png");
    assertThat(unsigned(new ImageFile(1, 3, 1).pixels(row))).containsExactly(8, 45, 83);
  }

  @Test
  void growingDrawsLinesBetweenCentres() throws Exception {
    byte[] row = file(grey(2, 0, 100), "png");

    assertThat(unsigned(new ImageFile(2, 4, 1).pixels(row)))
        .containsExactly(0, 25, 75, 100, 0, 25, 75, 100);
  }

  @Test
  void jpegIsNearWhatWasDrawn() throws Exception {
    int[] shades = new int[32 * 32];
    Arrays.setAll(shades, i -> 4 * (i % 32) + 2 * (i / 32));

    int[] back = unsigned(new ImageFile(32, 32, 1).pixels(file(grey(32, shades), "jpg")));

    for (int i = 0; i < shades.length; i++) {
      assertThat(back[i]).isBetween(shades[i] - 8, shades[i] + 8);
    }
    BufferedImage red = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      red.setRGB(i % 8, i / 8, 0xe01020);
    }
    assertThat(unsigned(new ImageFile(1, 1, 3).pixels(file(red, "jpg"))))
        .satisfies(rgb -> assertThat(rgb[0]).isBetween(218, 230))
        .satisfies(rgb -> assertThat(rgb[1]).isBetween(10, 22));
  }

  @Test
  void otherBytesAreNoImages() throws Exception {
    ImageFile shape = new ImageFile(2, 2, 1);
    byte[] png = file(grey(2, 1, 2, 3, 4), "png");

    assertThatThrownBy(() -> shape.pixels("hello".getBytes()))
        .isInstanceOfSatisfying(
            UnreadableImageException.class, e -> assertThat(e.reason()).isEqualTo("not an image"))
        .hasMessage("5 bytes that are neither PNG nor JPEG");
    assertThatThrownBy(() -> shape.pixels(new byte[0]))
        .isInstanceOf(UnreadableImageException.class);
    assertThatThrownBy(() -> shape.pixels(Arrays.copyOf(png, png.length / 2)))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageStartingWith("damaged: ");
    assertThatThrownBy(() -> shape.pixels(file(grey(2, 1, 2, 3, 4), "gif")))
        .isInstanceOf(UnreadableImageException.class);
  }

  @Test
  void kindsOfJpegThatTheJdkDoesNotDecodeAreTold() throws Exception {
    assertUnsupported(changed(0xc3, 8), "Unsupported JPEG process: SOF type 0xc3");
    assertUnsupported(changed(0xc0, 12), "Unsupported JPEG data precision 12");
  }

  private static void assertUnsupported(byte[] file, String message) {
    assertThatThrownBy(() -> new ImageFile(8, 8, 3).pixels(file))
        .isInstanceOfSatisfying(
            UnreadableImageException.class,
            e -> assertThat(e.reason()).isEqualTo("an image of an unsupported kind"))
        .hasMessage(message);
  }

  /** A JPEG whose frame says that it is of another process and precision. */
  private static byte[] changed(int process, int bits) throws Exception {
    byte[] jpeg = file(grey(8, new int[64]), "jpg");
    int frame = 0;
    while (jpeg[frame] != (byte) 0xff || jpeg[frame + 1] != (byte) 0xc0) {
      frame++;
    }
    jpeg[frame + 1] = (byte) process;
    jpeg[frame + 4] = (byte) bits;
    return jpeg;
  }

  @Test
  void bombsAreRefusedBeforeTheyUnfold() throws Exception {
    assertTooLarge(60_000, 50_000);
    assertTooLarge(5_001, 5_000);
    assertTooLarge(1, 32_769);
    assertTooLarge(32_769, 1);
    // Within the limits the header is followed, and then there is nothing to unfold.
    assertThatThrownBy(() -> new ImageFile(8, 8, 3).pixels(header(5_000, 5_000)))
        .hasMessageStartingWith("damaged: ");
  }

  private static void assertTooLarge(int width, int height) {
    assertThatThrownBy(() -> new ImageFile(8, 8, 3).pixels(header(width, height)))
        .isInstanceOfSatisfying(
            UnreadableImageException.class,
            e -> assertThat(e.reason()).isEqualTo("too large an image"))
        .hasMessage(width + " x " + height + " pixels");
  }

  /** A file of PNG that ends where the pixels should begin. */
  private static byte[] header(int width, int height) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream png = new DataOutputStream(bytes);
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeBytes("IHDR");
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, 2, 0, 0, 0});
    png.writeInt(13);
    png.write(header.toByteArray());
    CRC32 crc = new CRC32();
    crc.update(header.toByteArray());
    png.writeInt((int) crc.getValue());
    png.writeInt(0);
    png.writeBytes("IDAT");
    png.writeInt(0x35af061e);
    return bytes.toByteArray();
  }

  @Test
  void everySizeTakesTheAveragesAndLinesThatAPlainResizingGives() throws Exception {
    int[] shades = new int[7 * 5];
    Arrays.setAll(shades, i -> i * 97 % 256);
    byte[] png = file(grey(5, shades), "png");
    for (int height = 1; height <= 16; height++) {
      int[] pixels = unsigned(new ImageFile(height, 5, 1).pixels(png));
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < 5; x++) {
          assertThat((double) pixels[y * 5 + x])
              .as("height " + height + ", row " + y)
              .isCloseTo(plain(shades, x, y, height), within(0.501));
        }
      }
    }
  }

  /** The new pixel by the definitions: an integral over its area, or between two centres. */
  private static double plain(int[] shades, int x, int y, int height) {
    double scale = 7.0 / height;
    if (height < 7) {
      double sum = 0;
      for (int row = 0; row < 7; row++) {
        double overlap = Math.min(row + 1, (y + 1) * scale) - Math.max(row, y * scale);
        sum += Math.max(0, overlap) * shades[row * 5 + x];
      }
      return sum / scale;
    }
    double centre = Math.max(0, Math.min(6, (y + 0.5) * scale - 0.5));
    int above = Math.min(5, (int) centre);
    double share = centre - above;
    return (1 - share) * shades[above * 5 + x] + share * shades[(above + 1) * 5 + x];
  }
}
