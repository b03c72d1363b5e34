package org.diabolo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.BadDataException;
import org.diabolo.job.CnnSpec.Growth;
import org.diabolo.job.FamilySpec;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RnnSpec.Attend;
import org.diabolo.job.RnnSpec.Attention;
import org.diabolo.network.guard.Zips;
import org.diabolo.store.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All pairs of families over all pairs of fields. */
class NetworkFitTest {
  private static final List<FieldSpec.Kind> FIELDS = List.of(FieldSpec.Kind.values());

  static Stream<Arguments> pairs() {
    return Stream.of(FamilySpec.Kind.MLP, FamilySpec.Kind.CNN, FamilySpec.Kind.RNN)
        .flatMap(
            encoder ->
                Stream.of(FamilySpec.Kind.MLP, FamilySpec.Kind.CNN, FamilySpec.Kind.RNN)
                    .flatMap(
                        decoder ->
                            FIELDS.stream()
                                .flatMap(
                                    source ->
                                        FIELDS.stream()
                                            .map(
                                                target ->
                                                    Arguments.of(
                                                        encoder, source, decoder, target)))));
  }

  @ParameterizedTest(name = "{0} of {1} to {2} of {3}")
  @MethodSource("pairs")
  void oursFitAndAreOfDl4jsClasses(
      FamilySpec.Kind encoder,
      FieldSpec.Kind source,
      FamilySpec.Kind decoder,
      FieldSpec.Kind target) {
    boolean attends = encoder == FamilySpec.Kind.RNN && target == FieldSpec.Kind.TEXT;
    Networks networks =
        TestFamilies.networks(
            TestFamilies.field(source),
            TestFamilies.field(target),
            family(encoder, Attention.NONE),
            family(decoder, attends ? Attention.MULTIHEAD : Attention.NONE),
            new RegularizationSpec(0.1, 0, 0, 0, RegularizationSpec.NONE.sampling()));
    Bundle bundle = bundle(networks, TestFamilies.field(source), TestFamilies.field(target));

    BundleCheck.check(bundle);

    assertThat(Zips.json(bundle.encoder())).doesNotContain("org.diabolo");
    assertThat(Zips.json(bundle.decoder())).doesNotContain("org.diabolo");
    assertThatThrownBy(
            () ->
                BundleCheck.check(
                    bundle(
                        networks, larger(TestFamilies.field(source)), TestFamilies.field(target))))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("encoder.zip: ");
    assertThatThrownBy(
            () ->
                BundleCheck.check(
                    bundle(
                        networks, TestFamilies.field(source), larger(TestFamilies.field(target)))))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("decoder.zip: ");
  }

  private static FamilySpec family(FamilySpec.Kind kind, Attention attention) {
    return switch (kind) {
      case MLP -> TestFamilies.mlp(0);
      case CNN -> TestFamilies.cnn(Growth.UPSAMPLING, Norm.BATCH, 0);
      case RNN -> TestFamilies.rnn(true, 0.1, attention, Attend.AFTER);
      case USER -> throw new IllegalArgumentException();
    };
  }

  private static Field larger(Field field) {
    return field instanceof NumberField numbers
        // Twice as many, so that as many steps as before divide them.
        ? TestNetworks.real(2 * numbers.size())
        : ((TextField) field).knowing(new Vocabulary(List.of("a", "b", "c", "d", "e", "f", "g")));
  }

  private static Bundle bundle(Networks networks, Field source, Field target) {
    return TestNetworks.bundle(
        networks,
        new Bundle.Card(
            Bundle.FORMAT,
            "test/one",
            source,
            target,
            TestFamilies.CODE,
            networks.feeds(),
            Json.tree(Map.of())));
  }
}
