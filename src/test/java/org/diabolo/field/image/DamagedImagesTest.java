package org.diabolo.field.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decoders fill what is missing with grey and say nothing; we must not. */
class DamagedImagesTest {
  private static final String DAMAGED = "not an image: damaged: ";
  private static final int END = 2;

  private static byte[] jpeg(String kind) throws Exception {
    BufferedImage image = Pictures.drawn(64, 48);
    if (kind.equals("grey")) {
      BufferedImage grey = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY);
      grey.getGraphics().drawImage(image, 0, 0, null);
      image = grey;
    }
    return Pictures.jpeg(image, kind.equals("progressive"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"colour", "grey", "progressive"})
  void aJpegThatIsCutAnywhereIsNoneUnlessOnlyItsEndMarkIsMissing(String kind) throws Exception {
    byte[] file = jpeg(kind);
    for (int length = 3; length < file.length - END; length++) {
      assertThat(Pictures.fault(Arrays.copyOf(file, length)))
          .as("%d of %d bytes", length, file.length)
          .startsWith(DAMAGED);
    }
    byte[] whole = new ImageFile(8, 8, 3).pixels(file);
    for (int less = END; less > 0; less--) {
      assertThat(new ImageFile(8, 8, 3).pixels(Arrays.copyOf(file, file.length - less)))
          .isEqualTo(whole);
    }
    assertThat(new ImageFile(8, 8, 3).pixels(Arrays.copyOf(file, file.length + 1000)))
        .as("bytes after the end")
        .isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"colour", "grey", "progressive"})
  void aJpegWithZerosInPlaceOfPixelsIsNone(String kind) throws Exception {
    byte[] file = jpeg(kind);
    for (int at = Pictures.scan(file, 0) + 14; at < file.length - 34; at += 5) {
      byte[] zeroed = file.clone();
      Arrays.fill(zeroed, at, at + 32, (byte) 0);
      assertThat(Pictures.fault(zeroed)).as("zeros at %d", at).startsWith(DAMAGED);
    }
  }

  @Test
  void aJpegWithoutTheTablesOrStepsThatItNeedsIsNone() throws Exception {
    byte[] file = jpeg("colour");
    int tables = Pictures.place(file, new byte[] {(byte) 0xff, (byte) 0xc4}, 0);
    byte[] none = file.clone();
    none[tables + 1] = (byte) 0xfe;
    assertThat(Pictures.fault(none)).isEqualTo(DAMAGED + "a table is missing");

    int steps = Pictures.place(file, new byte[] {(byte) 0xff, (byte) 0xdb}, 0);
    byte[] zero = file.clone();
    zero[steps + 20] = 0;
    assertThat(Pictures.fault(zero)).isEqualTo(DAMAGED + "a step of 0");
  }

  @Test
  void aProgressiveJpegIsWholeWhenAllBitsOfAllItsPartsAreThere() throws Exception {
    byte[] file = jpeg("progressive");
    int scans = 0;
    for (int at = Pictures.scan(file, 0); at >= 0; at = Pictures.scan(file, at + 1)) {
      if (scans++ > 0) {
        ByteArrayOutputStream fewer = new ByteArrayOutputStream();
        fewer.write(file, 0, at);
        fewer.write(new byte[] {(byte) 0xff, (byte) 0xd9});
        assertThat(Pictures.fault(fewer.toByteArray()))
            .isEqualTo(DAMAGED + "scans of its pixels are missing");
      }
    }
    assertThat(scans).isGreaterThan(5);
  }

  @Test
  void aFewBytesCannotHoldATaskByScansWithoutEnd() throws Exception {
    byte[] file = jpeg("progressive");
    int first = Pictures.scan(file, 0);
    int end = Pictures.place(file, new byte[] {(byte) 0xff, (byte) 0xc4}, first);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.write(file, 0, end);
    for (int i = 0; i < 3000; i++) {
      bomb.write(file, first, end - first);
    }
    bomb.write(file, end, file.length - end);

    assertThat(Pictures.fault(bomb.toByteArray()))
        .isEqualTo("too large an image: more than 100 scans of its pixels");
  }

  @Test
  void aPngThatIsCutAnywhereIsNoneUnlessOnlyItsEndIsMissing() throws Exception {
    byte[] file = Pictures.png(Pictures.drawn(20, 10));
    int end = file.length - 12;
    for (int length = 8; length < end; length++) {
      assertThat(Pictures.fault(Arrays.copyOf(file, length))).as("%d", length).startsWith(DAMAGED);
    }
    assertThat(Pictures.fault(Arrays.copyOf(file, end))).isNull();
    assertThat(Pictures.fault(Arrays.copyOf(file, file.length + 100))).isNull();
  }

  @Test
  void aPngWithAWrongByteAmongItsPixelsIsNone() throws Exception {
    byte[] file = Pictures.png(Pictures.drawn(20, 10));
    Random random = new Random(3);
    for (int at = 8; at < file.length - 12; at++) {
      byte[] wrong = file.clone();
      wrong[at] ^= (byte) (1 << random.nextInt(8));
      assertThat(Pictures.fault(wrong)).as("byte %d", at).startsWith(DAMAGED);
    }
    byte[] zeroed = file.clone();
    Arrays.fill(zeroed, file.length / 2, file.length / 2 + 16, (byte) 0);
    assertThat(Pictures.fault(zeroed)).isEqualTo(DAMAGED + "the sum of its chunk IDAT is wrong");
  }

  @Test
  void whatAPngSaysBesidesItsPixelsMayBeWrong() throws Exception {
    byte[] file = Pictures.png(Pictures.drawn(20, 10));
    byte[] remark = Pictures.chunk("zTXt", new byte[] {'a', 0, 0, 1, 2, 3});
    byte[] wrong = remark.clone();
    wrong[wrong.length - 1]++;

    for (byte[] more : new byte[][] {remark, wrong}) {
      assertThat(new ImageFile(10, 20, 3).pixels(Pictures.inserted(file, 33, more)))
          .isEqualTo(new ImageFile(10, 20, 3).pixels(file));
    }
    // As Apple's tools write files that are almost PNG.
    assertThat(Pictures.fault(Pictures.inserted(file, 8, Pictures.chunk("CgBI", new byte[4]))))
        .isEqualTo("an image of an unsupported kind: a PNG with the chunk CgBI");
  }
}
