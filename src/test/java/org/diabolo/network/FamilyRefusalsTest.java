package org.diabolo.network;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.diabolo.field.Field;
import org.diabolo.job.FamilySpec;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.FieldSpec.Kind;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.MlpSpec;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RnnSpec;
import org.diabolo.job.RnnSpec.Attend;
import org.diabolo.job.RnnSpec.Attention;
import org.junit.jupiter.api.Test;

class FamilyRefusalsTest {
  private static final Field TEXT = TestFamilies.field(Kind.TEXT);
  private static final FamilySpec RNN = TestFamilies.rnn(false, 0, Attention.NONE, Attend.AFTER);

  @Test
  void batchNormalisationWouldCountPadding() {
    FamilySpec mlp =
        new MlpSpec(List.of(4), Activation.TANH, 0, Norm.BATCH, 4, MlpSpec.Reading.WINDOW);
    refused(
        mlp,
        "decoder.norm: found batch, allowed: none | layer where an mlp decodes text (the padding of"
            + " a batch would count as much as its text)");
  }

  @Test
  void headsMustDivideTheWidth() {
    FamilySpec three =
        new RnnSpec(List.of(6, 8), false, 5, 0, Attention.MULTIHEAD, 3, Attend.AFTER);
    refused(
        three,
        "decoder.heads: found 3, allowed: a divisor of 8, the width of the layer that attends");
    FamilySpec four =
        new RnnSpec(List.of(6, 8), false, 5, 0, Attention.MULTIHEAD, 4, Attend.BETWEEN);
    refused(
        four,
        "decoder.heads: found 4, allowed: a divisor of 6, the width of the layer that attends");
  }

  private static void refused(FamilySpec decoder, String message) {
    Networks networks = TestFamilies.networks(TEXT, TEXT, RNN, decoder, RegularizationSpec.NONE);
    assertThatThrownBy(networks::joint).isInstanceOf(InvalidJobException.class).hasMessage(message);
  }
}
