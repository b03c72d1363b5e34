package org.diabolo.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.diabolo.batch.Example;
import org.diabolo.field.CharTokenizer;
import org.diabolo.field.TextField;
import org.diabolo.field.VectorField;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.FieldSpec.Scale;
import org.junit.jupiter.api.Test;

class OwnFormTest {
  private static VectorField field(double[] least, double[] most) {
    return VectorField.fitted(
        Scale.MINMAX, new VectorField.Statistics(least, most, least, new double[least.length]));
  }

  @Test
  void numbersGoBackToTheirUnitsAndIntoThoseOfTheOtherModel() {
    VectorField now = field(new double[] {0, -1}, new double[] {10, 1});
    VectorField then = field(new double[] {-5, 0}, new double[] {15, 4});
    float[] source = now.toNetwork(new double[] {5, 0.5});
    Example row = new Example("a", source, source);

    assertThat(OwnForm.of(now, then, Integer.MAX_VALUE).of(row))
        .containsExactly(new float[] {0.5f, 0.125f}, within(1e-6f));
    assertThat(
            OwnForm.of(now, field(new double[] {0, -1}, new double[] {10, 1}), Integer.MAX_VALUE)
                .of(row))
        .isSameAs(source);
  }

  @Test
  void textsThatTheOtherModelWouldHaveRejectedHaveNoPlace() {
    TextField text =
        new TextField(new CharTokenizer(), true, 3, new Vocabulary(List.of("a", "b", "c")));

    assertThat(OwnForm.of(text, text, text.maxLength()).of("ABc")).isEqualTo(text.toNetwork("abc"));
    assertThat(OwnForm.of(text, text, text.maxLength()).of("abca")).isNull();
    assertThat(OwnForm.of(text, text, Integer.MAX_VALUE).of("abca"))
        .isEqualTo(text.toNetwork("abc"));
  }
}
