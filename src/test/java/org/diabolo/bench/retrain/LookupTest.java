package org.diabolo.bench.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.diabolo.bench.retrain.Lookup.Degree;
import org.diabolo.bench.retrain.Lookup.HeldOut;
import org.junit.jupiter.api.Test;

class LookupTest {
  /** Twenty rows on a line, those below ten of one label; two queries between them. */
  private static KeyedCodes line(double shift) {
    Map<String, float[]> codes = new HashMap<>();
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      codes.put("%02d".formatted(i), new float[] {i + (float) shift});
      labels.put("%02d".formatted(i), i < 10 ? "low" : "high");
    }
    codes.put("q1", new float[] {(float) (4.4 + shift)});
    labels.put("q1", "low");
    codes.put("q2", new float[] {(float) (14.6 + shift)});
    labels.put("q2", "high");
    return new KeyedCodes(codes, labels);
  }

  @Test
  void codesOfAnotherModelKeepWhatTheyStillFind() {
    KeyedCodes model = line(0);
    HeldOut rows = HeldOut.of(model.codes().keySet(), Set.of("q1", "q2"), 100);
    Lookup lookup = new Lookup(model, rows);

    assertThat(lookup.by(model)).isEqualTo(new Degree(1, 1.0, 1.0));
    // q1 at 6.4 finds 2 to 11 in the place of 0 to 9, q2 at 16.6 finds 10 to 19 as before.
    Degree shifted = lookup.by(line(2));
    assertThat(shifted.kept()).isCloseTo((0.8 + 1) / 2, within(1e-9));
    assertThat(shifted.vote()).isEqualTo(1);
    // q1 at 10.4 finds 6 to 15, of which most are high; q2 at 20.6 as before.
    Degree far = lookup.by(line(6));
    assertThat(far.kept()).isCloseTo((0.4 + 1) / 2, within(1e-9));
    assertThat(far.vote()).isEqualTo(0.5);
    assertThat(far.ofOwnVote()).isEqualTo(0.5);
  }

  @Test
  void withoutLabelsNobodyVotes() {
    KeyedCodes model = new KeyedCodes(line(0).codes(), Map.of());

    Degree degree =
        new Lookup(model, HeldOut.of(model.codes().keySet(), Set.of("q1"), 1)).by(model);

    assertThat(degree).isEqualTo(new Degree(1, null, null));
    assertThat(degree.ofOwnVote()).isNull();
  }

  @Test
  void mostNeighboursDecideAndOfAsManyTheNearest() {
    List<String> labels = List.of("shirt", "coat", "bag");

    assertThat(Lookup.voted(new int[] {2, 0, 1, 0}, labels)).isEqualTo("shirt");
    assertThat(Lookup.voted(new int[] {2, 1, 1, 2, 0}, labels)).isEqualTo("bag");
  }

  @Test
  void queriesAreSpreadOverTheHeldOutRows() {
    Set<String> keys = Set.of("a", "b", "c", "d", "e", "f", "g");

    assertThat(HeldOut.of(keys, Set.of("b", "c", "d", "e", "f"), 2))
        .isEqualTo(new HeldOut(List.of("b", "e"), List.of("a", "g")));
    assertThat(HeldOut.of(keys, Set.of("b", "c", "z"), 2).queries()).containsExactly("b", "c");
  }
}
