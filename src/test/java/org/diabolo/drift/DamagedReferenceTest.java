package org.diabolo.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.diabolo.job.BadDataException;
import org.diabolo.network.reference.Reference;
import org.diabolo.network.reference.ReferenceCheck;
import org.diabolo.store.Json;
import org.diabolo.testing.JsonDamage;
import org.junit.jupiter.api.Test;

/** References damaged in every place: whatever is not refused can be compared with. */
class DamagedReferenceTest {
  private static final int CODE = 3;
  private static final Pattern NUMBER = Pattern.compile("(?<=[:,\\[])-?[0-9.]+(E-?[0-9]+)?");
  private static final List<String> NUMBERS =
      List.of("1e300", "-1e77", "1e38", "9223372036854775807");

  @Test
  void namesThatATerminalWouldObeyAreNotToldAsTheyAre() {
    String text = Json.line(ComparedReference.random(CODE)).replace("\"a\"", "\"a\\n\\u001b[31m\"");
    Reference reference = Json.read(text, Reference.class);

    assertThatThrownBy(() -> ComparedReference.with(reference, List.of("a", "b")))
        .hasMessageStartingWith(
            "the model's reference.json tells of 2 inputs (a??[31m, b), and the rows have 2 inputs"
                + " (a, b); ");
  }

  @Test
  void isRefusedOrCanBeComparedWith() {
    String whole = Json.line(ComparedReference.random(CODE));
    Map<String, String> all = new LinkedHashMap<>(JsonDamage.whole(whole));
    all.putAll(JsonDamage.fields(whole, place -> true));
    for (MatchResult number : NUMBER.matcher(whole).results().toList()) {
      for (String by : NUMBERS) {
        String text = whole.substring(0, number.start()) + by + whole.substring(number.end());
        all.put(number.start() + " by " + by, text);
      }
    }
    List<String> wrong = new ArrayList<>();
    int refused = 0;
    for (Map.Entry<String, String> each : all.entrySet()) {
      try {
        Reference reference = Json.read(each.getValue(), Reference.class);
        ReferenceCheck.check(reference, CODE);
        ComparedReference.with(reference);
      } catch (UncheckedIOException | BadDataException e) {
        refused++;
      } catch (Throwable e) {
        wrong.add(each.getKey() + ": " + e + " " + List.of(e.getStackTrace()).subList(0, 4));
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(refused).isBetween(all.size() / 4, all.size() - 50);
  }
}
