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
    float[] network = new float[6];

    field.toNetwork(new double[] {0, 255, 51, 102, 127.5, 1}, network, 0);

    assertThat(network).containsExactly(0f, 1f, 0.2f, 0.4f, 0.5f, 1 / 255f);
    assertThat(field.values()).isEqualTo(Field.Values.UNIT);
  }

  @Test
  void everyByteComesBackToOneInAMillion() {
    ImageField all = new ImageField(16, 16, 1);
    double[] raw = new double[256];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = i;
    }
    float[] network = new float[256];
    all.toNetwork(raw, network, 0);

    double[] back = all.toRaw(network, 0);

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
    float[] batch = {9, 9, 9};

    pixel.toNetwork(new double[] {255}, batch, 1);

    assertThat(batch).containsExactly(9, 1, 9);
    assertThat(pixel.toRaw(batch, 1)).containsExactly(255);
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
