package org.diabolo.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.diabolo.field.VectorField;
import org.diabolo.job.FieldSpec.Scale;
import org.diabolo.job.FieldSpec.VectorSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RangesTest {

  private static VectorField field(Scale scale, double shift, double divisor) {
    return new VectorField(scale, new double[] {0, shift}, new double[] {1, divisor});
  }

  private static String difference(Scale scale, VectorField then, VectorField now) {
    VectorSpec spec = new VectorSpec(null, List.of("a", "b"), 2, scale);
    return new Ranges(Ranges.Side.SOURCE, spec, then, now).difference().orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    // Then from 10 to 14, so now from 6 to 18, and at least a third of 4 wide.
    "MINMAX, 10, 4, 10, 4, ''",
    "MINMAX, 10, 4, 6, 12, ''",
    "MINMAX, 10, 4, 5.9, 4, 'b was 10.0000 to 14.0000 and is 5.90000 to 9.90000'",
    "MINMAX, 10, 4, 6, 12.1, 'b was 10.0000 to 14.0000 and is 6.00000 to 18.1000'",
    "MINMAX, 10, 4, 12, 1.4, ''",
    "MINMAX, 10, 4, 12, 1.3, 'b was 10.0000 to 14.0000 and is 12.0000 to 13.3000'",
    "MINMAX, 10, 4, 18, 0, ''",
    "MINMAX, 10, 4, 18.1, 0, 'b was 10.0000 to 14.0000 and is always 18.1000'",
    "MINMAX, 7, 0, 7, 0, ''",
    "MINMAX, 7, 0, 8, 0, 'b was always 7.00000 and is always 8.00000'",
    "MINMAX, 7, 0, 6, 2, 'b was always 7.00000 and is 6.00000 to 8.00000'",
    // Then 10 with deviation 2, so now means and deviations between 4 and 16.
    "STANDARD, 10, 2, 10, 6, ''",
    "STANDARD, 10, 2, 14, 2, ''",
    "STANDARD, 10, 2, 14, 2.1, 'b was mean 10.0000, deviation 2.00000 and is mean 14.0000,"
        + " deviation 2.10000'",
    "STANDARD, 10, 2, 10, 0.6, 'b was mean 10.0000, deviation 2.00000 and is mean 10.0000,"
        + " deviation 0.600000'",
    "STANDARD, 0, 0, 0, 1, 'b was always 0.00000 and is mean 0.00000, deviation 1.00000'",
    "NONE, 0, 1, 0, 1, ''"
  })
  void scalesWillDoWithinThreeWidths(
      Scale scale, double shift, double divisor, double shiftNow, double divisorNow, String told) {
    assertThat(difference(scale, field(scale, shift, divisor), field(scale, shiftNow, divisorNow)))
        .isEqualTo(told.isEmpty() ? "" : "source: " + told);
  }

  /** Sigmoids give nothing outside of 10 to 14, so now from 9.6 to 14.4. */
  @ParameterizedTest
  @EnumSource(
      value = Ranges.Side.class,
      names = {"AUTOENCODED", "TARGET"})
  void whatIsDecodedMayReachATenthBeyond(Ranges.Side side) {
    VectorSpec spec = new VectorSpec(null, List.of("a", "b"), 2, Scale.MINMAX);
    VectorField then = field(Scale.MINMAX, 10, 4);

    assertThat(new Ranges(side, spec, then, field(Scale.MINMAX, 9.7, 4.6)).difference()).isEmpty();
    assertThat(new Ranges(side, spec, then, field(Scale.MINMAX, 9.7, 4.8)).difference())
        .isPresent();
    assertThat(new Ranges(side, spec, then, field(Scale.MINMAX, 9.5, 4)).difference()).isPresent();
  }

  @Test
  void threeColumnsAreToldAndTheOthersCounted() {
    VectorSpec array = new VectorSpec("v", List.of("v"), 0, Scale.MINMAX);
    VectorField then = new VectorField(Scale.MINMAX, new double[5], new double[] {1, 1, 1, 1, 1});
    VectorField now = new VectorField(Scale.MINMAX, new double[5], new double[] {9, 1, 9, 9, 9});

    assertThat(new Ranges(Ranges.Side.TARGET, array, then, now).difference().orElseThrow())
        .startsWith("target: v[0] was 0.00000 to 1.00000 and is 0.00000 to 9.00000, v[2] was ")
        .endsWith(", and 1 more columns")
        .doesNotContain("v[1]", "v[4]");
    assertThat(
            new Ranges(Ranges.Side.SOURCE, array, then, field(Scale.MINMAX, 0, 1))
                .difference()
                .orElseThrow())
        .isEqualTo("source: rows have 2 numbers, they had 5 then");
  }
}
