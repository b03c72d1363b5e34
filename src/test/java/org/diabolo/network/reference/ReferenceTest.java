package org.diabolo.network.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.diabolo.job.BadDataException;
import org.diabolo.network.reference.ErrorQuantiles.Measure;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {
  private static final String WHOLE =
      Json.line(
          new Reference(
              "valid",
              4,
              new Reference.Input(10, 1),
              ErrorQuantiles.of(Measure.LOSS, new float[] {3, 1, 2, 4}),
              new CodeMoments(
                  new double[] {0.5, 1.5},
                  new double[] {2.25, 0.25, 4},
                  List.of(
                      Binned.of("code[0]", new float[] {1, 2, 3, 4}),
                      Binned.of("code[1]", new float[] {1, 1, 1, 1}))),
              List.of(Binned.of("a", new float[] {0, 0, 0, 9}))));

  @Test
  void itIsReadAsItWasWritten() {
    Reference read = Json.read(WHOLE, Reference.class);

    assertThatCode(() -> ReferenceCheck.check(read, 2)).doesNotThrowAnyException();
    assertThat(Json.line(read)).isEqualTo(WHOLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"split\":\"valid\" | \"split\":\"train\" | split is train, allowed: valid or test",
        "\"split\":\"valid\" | \"split\":null | split is null, allowed: valid or test",
        "\"rows\":4 | \"rows\":0 | rows is 0, allowed: 1 or more",
        "\"rejected\":1 | \"rejected\":11 | input: allowed: rows of 1 or more, and rejected from 0 to rows",
        "[1.0,2.0,3.0,4.0] | [1.0,2.0,\"NaN\",4.0] | errors.quantiles[2] is NaN, allowed: a number of at least 0 and the one before",
        "[1.0,2.0,3.0,4.0] | [1.0,2.0,1.0,4.0] | errors.quantiles[2] is 1.0, allowed: a number of at least 0 and the one before",
        "[1.0,2.0,3.0,4.0] | [] | errors.quantiles: allowed: 2 to 100001 numbers",
        "\"measure\":\"loss\" | \"measure\":null | errors.measure is missing",
        "[0.5,1.5] | [0.5] | codes: allowed: mean and numbers of 2",
        "[0.5,1.5] | [0.5,1e999] | codes.mean[1] is Infinity, no number that floats give",
        "[2.25,0.25,4.0] | [2.25,0.25,1e300] | codes.covariance[2] is 1.0E300, no number that floats give",
        "\"mean\":2.25 | \"mean\":4e38 | inputs[0].mean is 4.0E38, no number that floats give",
        "[2.25,0.25,4.0] | [2.25,0.25] | codes.covariance: found 2 numbers, allowed: 3",
        "[2.25,0.25,4.0] | [2.25,0.25,-4.0] | codes.covariance[2] is -4.0, allowed of a variance: 0 or more",
        "code[1] | code[0] | codes.numbers[1].name: allowed: a name of its own of at most 10000 characters",
        "[-1.4E-45,0.0,9.0] | [-1.4E-45,9.0,9.0] | inputs[0].edges[2] is 9.0, allowed: rising numbers",
        "[0,3,1,0] | [0,3,2,0] | inputs[0].counts: allowed: 4 counts of 0 or more, together the 4 rows",
        "[0,3,1,0] | [0,5,-1,0] | inputs[0].counts: allowed: 4 counts of 0 or more, together the 4 rows",
        "\"inputs\" | \"other\" | inputs is missing",
      })
  void whatItCannotMeanIsNamed(String text, String by, String message) {
    assertThat(WHOLE).contains(text);
    Reference read = Json.read(WHOLE.replace(text, by), Reference.class);

    assertThatThrownBy(() -> ReferenceCheck.check(read, 2))
        .isInstanceOf(BadDataException.class)
        .hasMessage(message);
  }

  @Test
  void aModelWithAnotherCodeIsAnotherModel() {
    assertThatThrownBy(() -> ReferenceCheck.check(Json.read(WHOLE, Reference.class), 3))
        .hasMessage("codes: allowed: mean and numbers of 3");
  }

  @Test
  void binsHoldATenthEachAndOneIsBelowAndOneAboveAll() {
    float[] numbers = new float[100];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = 99 - i;
    }
    Binned binned = Binned.of("x", numbers);

    assertThat(binned.counts()).containsExactly(0, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0);
    assertThat(binned.mean()).isEqualTo(49.5);
    assertThat(binned.counts(new float[] {-1, 100, Float.NaN, -0f}))
        .containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2);
  }

  @Test
  void shareBelowAnErrorIsBetweenThoseOfTheQuantiles() {
    ErrorQuantiles errors = ErrorQuantiles.of(Measure.LOSS, new float[] {4, 1, 2, 2, 8});

    assertThat(errors.below(1)).isZero();
    assertThat(errors.below(0.5f)).isZero();
    assertThat(errors.below(1.5f)).isCloseTo(0.125, within(1e-9));
    // Of the two that are 2 neither is below 2.
    assertThat(errors.below(2)).isCloseTo(0.25, within(1e-9));
    assertThat(errors.below(6)).isCloseTo(0.875, within(1e-9));
    assertThat(errors.below(9)).isEqualTo(1);
    assertThat(errors.median()).isEqualTo(2);
  }
}
