package org.diabolo.average.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.diabolo.average.checkpoint.CheckpointFile.DamagedException;
import org.junit.jupiter.api.Test;

class CheckpointFileTest {
  private static byte[] written(String header, float[]... arrays) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new CheckpointFile(header, List.of(arrays)).write(out);
    return out.toByteArray();
  }

  private static CheckpointFile read(byte[] bytes) throws IOException {
    return CheckpointFile.read(new ByteArrayInputStream(bytes));
  }

  @Test
  void comesBackToTheBit() throws IOException {
    float[] large = new float[200_003];
    Random random = new Random(1);
    for (int i = 0; i < large.length; i++) {
      large[i] = Float.intBitsToFloat(random.nextInt());
    }
    float[] odd = {0f, -0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE};
    CheckpointFile found = read(written("{\"ä\": 1}", large, new float[0], odd));
    assertThat(found.header()).isEqualTo("{\"ä\": 1}");
    assertThat(found.arrays()).hasSize(3);
    assertThat(found.arrays().get(0)).isEqualTo(large);
    assertThat(found.arrays().get(1)).isEmpty();
    assertThat(found.arrays().get(2)).isEqualTo(odd);
  }

  /** Whatever bit it is: in a length, too, where it may ask for gigabytes or less than nothing. */
  @Test
  void anyFlippedBitIsNoticed() throws IOException {
    byte[] good = written("{}", new float[] {1, 2, 3}, new float[] {4});
    for (int bit = 0; bit < 8 * good.length; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> read(bad))
          .as("bit %s of byte %s", bit % 8, bit / 8)
          .isInstanceOf(DamagedException.class);
    }
  }

  @Test
  void anyMissingEndIsNoticed() throws IOException {
    byte[] good = written("{}", new float[] {1, 2, 3});
    for (int length = 0; length < good.length; length++) {
      byte[] bad = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> read(bad))
          .as("%s bytes", length)
          .isInstanceOf(DamagedException.class);
    }
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    byte[] good = written("{}", new float[] {1, 2, 3});
    assertThatThrownBy(() -> read(Arrays.copyOf(good, 30))).hasMessage("it is cut short");
    byte[] bad = good.clone();
    bad[bad.length - 40]++;
    assertThatThrownBy(() -> read(bad)).hasMessage("its checksum is wrong");
    assertThatThrownBy(
            () -> read("{\"a\": 1234}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .hasMessage("it does not begin as a checkpoint does");
  }
}
