package org.diabolo.field.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void bombsAreRefusedBeforeTheyUnfold() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream png = new DataOutputStream(bytes);
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeBytes("IHDR");
    fields.writeInt(60_000);
    fields.writeInt(50_000);
    fields.write(new byte[] {8, 2, 0, 0, 0});
    png.writeInt(13);
    png.write(header.toByteArray());
    CRC32 crc = new CRC32();
    crc.update(header.toByteArray());
    png.writeInt((int) crc.getValue());
    png.writeInt(0);
    png.writeBytes("IDAT");
    png.writeInt(0x35af061e);

    assertThatThrownBy(() -> new ImageFile(8, 8, 3).pixels(bytes.toByteArray()))
        .isInstanceOfSatisfying(
            UnreadableImageException.class,
            e -> assertThat(e.reason()).isEqualTo("too large an image"))
        .hasMessage("60000 x 50000 pixels");
  }
}
