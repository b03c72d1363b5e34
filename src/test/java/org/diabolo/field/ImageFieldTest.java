package org.diabolo.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;

class ImageFieldTest {
  private final ImageField field = new ImageField(2, 3, 1);

  /** Keeps a field by its interface, as a bundle's card does. */
  record Holder(Field field) {}

  @Test
  void bytesBecomeNumbersFromZeroToOne() {
    byte[] raw = {0, (byte) 255, 51, 102, (byte) 204, 1};

    assertThat(field.toNetwork(raw)).containsExactly(0f, 1f, 0.2f, 0.4f, 0.8f, 1 / 255f);
    assertThat(field.values()).isEqualTo(NumberField.Values.UNIT);
  }

  @Test
  void everyByteComesBackToOneInAMillion() {
    ImageField all = new ImageField(16, 16, 1);
    byte[] raw = new byte[256];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) i;
    }
    double[] back = all.toRaw(all.toNetwork(raw), 0);

    assertThat(back[0]).isZero();
    assertThat(back[255]).isEqualTo(255);
    for (int i = 0; i < raw.length; i++) {
      assertThat(back[i]).isCloseTo(i, within(1e-6 * Math.max(1, i)));
      assertThat(Math.round(back[i])).isEqualTo(i);
    }
  }

  @Test
  void sizeCountsEveryChannel() {
    assertThat(field.size()).isEqualTo(6);
    assertThat(new ImageField(28, 27, 3).size()).isEqualTo(2268);
  }

  @Test
  void offsetsSelectARowOfABatch() {
    ImageField pixel = new ImageField(1, 1, 1);

    assertThat(pixel.toRaw(new float[] {9, 1, 9}, 1)).containsExactly(255);
  }

  @Test
  void networksSeeColoursPlaneAfterPlane() {
    ImageField colours = new ImageField(1, 2, 3);
    float[] network =
        colours.toNetwork(new byte[] {0, 51, 102, (byte) 153, (byte) 204, (byte) 255});

    assertThat(network).containsExactly(0f, 0.6f, 0.2f, 0.8f, 0.4f, 1f);
    assertThat(colours.toRaw(network, 0)[1]).isCloseTo(51, within(1e-4));
    assertThat(colours.toRaw(network, 0)[3]).isCloseTo(153, within(1e-4));
  }

  @Test
  void jsonGivesTheFieldBack() {
    Holder holder = new Holder(new ImageField(28, 27, 3));

    String json = Json.line(holder);

    assertThat(json)
        .isEqualTo("{\"field\":{\"kind\":\"image\",\"height\":28,\"width\":27,\"channels\":3}}");
    assertThat(Json.read(json, Holder.class)).isEqualTo(holder);
  }
}
