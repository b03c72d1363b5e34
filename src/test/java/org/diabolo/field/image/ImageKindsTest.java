package org.diabolo.field.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures as cameras and programs for print write them. */
class ImageKindsTest {
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  /** Notes of a camera that say how it was held, after a tag that says something else. */
  private static byte[] notes(ByteOrder order, int type, int orientation) {
    ByteBuffer notes = ByteBuffer.allocate(38).order(order);
    notes.put(order == ByteOrder.LITTLE_ENDIAN ? "II".getBytes() : "MM".getBytes());
    notes.putShort((short) 42).putInt(8).putShort((short) 2);
    notes.putShort((short) 0x0100).putShort((short) 4).putInt(1).putInt(6);
    notes.putShort((short) 0x0112).putShort((short) type).putInt(1);
    return (type == 3 ? notes.putShort((short) orientation) : notes.putInt(orientation)).array();
  }

  /** The six shades of two rows of three, and how they are seen: by Exif 2.32, 4.6.4.A. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 1 2 3 4 5 6", "2, 3, 3 2 1 6 5 4", "3, 3, 6 5 4 3 2 1", "4, 3, 4 5 6 1 2 3",
    "5, 2, 1 4 2 5 3 6", "6, 2, 4 1 5 2 6 3", "7, 2, 6 3 5 2 4 1", "8, 2, 3 6 2 5 1 4",
    "0, 3, 1 2 3 4 5 6", "9, 3, 1 2 3 4 5 6"
  })
  void picturesStandAsTheCameraWasHeld(int orientation, int width, String seen) throws Exception {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSamples(0, 0, 3, 2, 0, new int[] {1, 2, 3, 4, 5, 6});
    byte[] png = Pictures.png(image);
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      for (int type : new int[] {3, 4}) {
        byte[] held =
            Pictures.inserted(png, 33, Pictures.chunk("eXIf", notes(order, type, orientation)));

        byte[] pixels = new ImageFile(6 / width, width, 1).pixels(held);

        assertThat(Arrays.toString(pixels).replaceAll("[\\[\\],]", "")).isEqualTo(seen);
      }
    }
  }

  @Test
  void jpegsStandAsTheCameraWasHeldAndWrongNotesDoNoHarm() throws Exception {
    BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 32 * 16; i++) {
      image.setRGB(i % 32, i / 32, i % 32 < 16 ? 0xff0000 : 0x0000ff);
    }
    byte[] jpeg = Pictures.jpeg(image, false);
    byte[] notes = notes(ByteOrder.BIG_ENDIAN, 3, 6);
    byte[] said = ByteBuffer.allocate(6 + notes.length).put(EXIF).put(notes).array();

    byte[] turned =
        new ImageFile(2, 1, 3).pixels(Pictures.inserted(jpeg, 2, Pictures.segment(0xe1, said)));

    // Clockwise by a quarter: what was on the left is above.
    assertThat(turned[0] & 0xff).isGreaterThan(240);
    assertThat(turned[2] & 0xff).isLessThan(15);
    assertThat(turned[3] & 0xff).isLessThan(15);
    assertThat(turned[5] & 0xff).isGreaterThan(240);
    for (int length = 0; length < said.length; length++) {
      byte[] cut = Pictures.segment(0xe1, Arrays.copyOf(said, length));
      assertThat(Pictures.fault(Pictures.inserted(jpeg, 2, cut))).as("%d bytes", length).isNull();
    }
  }

  @Test
  void profilesOfColourAreNotFollowedWhateverTheyAre() throws Exception {
    byte[] jpeg = Pictures.jpeg(Pictures.drawn(16, 16), false);
    byte[] expected = new ImageFile(16, 16, 3).pixels(jpeg);
    byte[] grey = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
    byte[] broken = Arrays.copyOf(grey, 200);
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();

    for (byte[] profile : new byte[][] {grey, broken, linear, new byte[0]}) {
      byte[] content =
          ByteBuffer.allocate(14 + profile.length)
              .put("ICC_PROFILE\0".getBytes())
              .put(new byte[] {1, 1})
              .put(profile)
              .array();
      byte[] file = Pictures.inserted(jpeg, 2, Pictures.segment(0xe2, content));

      assertThat(new ImageFile(16, 16, 3).pixels(file)).isEqualTo(expected);
    }
    byte[] png = Pictures.png(Pictures.drawn(16, 16));
    byte[] file = Pictures.inserted(png, 33, Pictures.chunk("iCCP", new byte[] {'x', 0, 0, 9, 9}));
    assertThat(new ImageFile(16, 16, 3).pixels(file))
        .isEqualTo(new ImageFile(16, 16, 3).pixels(png));
  }

  /** Light that is left: (255 - ink) (255 - black) / 255, by hand. */
  @Test
  void picturesInInksAreLightOnWhitePaper() throws Exception {
    byte[] plain = Pictures.jpeg(raster(51, 102, 204, 51));
    byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
    byte[] inverted =
        Pictures.inserted(
            Pictures.jpeg(raster(204, 153, 51, 204)), 2, Pictures.segment(0xee, adobe));
    adobe[11] = 2;
    byte[] differences =
        Pictures.inserted(
            Pictures.jpeg(raster(100, 128, 128, 204)), 2, Pictures.segment(0xee, adobe));

    assertNear(plain, 163, 122, 41);
    assertNear(inverted, 163, 122, 41);
    // Brightness 100 of no colour is 155 stored in each: 155 * 204 / 255.
    assertNear(differences, 124, 124, 124);
  }

  private static WritableRaster raster(int... bands) {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
    for (int i = 0; i < 16 * 16; i++) {
      raster.setPixel(i % 16, i / 16, bands);
    }
    return raster;
  }

  private static void assertNear(byte[] file, int... rgb) throws Exception {
    byte[] pixel = new ImageFile(1, 1, 3).pixels(file);
    for (int i = 0; i < 3; i++) {
      assertThat(pixel[i] & 0xff).isBetween(rgb[i] - 3, rgb[i] + 3);
    }
  }

  @Test
  void threeComponentsThatNothingIsSaidOfAreBrightnessAndDifferences() throws Exception {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 3, null);
    for (int i = 0; i < 16 * 16; i++) {
      raster.setPixel(i % 16, i / 16, new int[] {76, 85, 255});
    }
    byte[] jpeg = Pictures.jpeg(raster);
    assertThat(Pictures.place(jpeg, "JFIF".getBytes(), 0)).isNegative();

    // Pure red, by T.871.
    assertNear(jpeg, 254, 0, 0);
  }

  @Test
  void sixteenBitsPalettesAndTransparencyAreRead() throws Exception {
    BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSamples(0, 0, 2, 1, 0, new int[] {257 * 40, 65535});
    assertThat(new ImageFile(1, 2, 1).pixels(Pictures.png(deep))).containsExactly(40, -1);

    BufferedImage palette = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
    palette.setRGB(0, 0, 0xff00ff00);
    palette.setRGB(1, 0, 0xffff0000);
    assertThat(new ImageFile(1, 2, 3).pixels(Pictures.png(palette)))
        .containsExactly(0, -1, 0, -1, 0, 0);
  }
}
