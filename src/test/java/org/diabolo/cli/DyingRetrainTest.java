package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.diabolo.cli.DyingRetrain.Death;
import org.diabolo.cli.DyingRetrain.Night;
import org.diabolo.cli.DyingRetrain.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process dies at a step of a retraining, before or after any file that it writes, renames or
 * removes. Until the same call is made again a consumer reads the old pair of model and codes, or
 * the new one; the call ends with an undisturbed night's journal, networks and codes.
 */
class DyingRetrainTest {
  /** What a process dies right after in every night. */
  private static final String DECISION = "JOB/_registry/journal/N.json";

  /** What it dies right before. */
  private static final Map<Night, String> BEFORE =
      Map.of(Night.PROMOTED, DECISION, Night.REFUSED, "JOB/_codes/OLD/_lists/N.json");

  @TempDir Path folder;

  @Test
  void theSameCallAgainEndsLikeAnUndisturbedNight() throws IOException {
    List<String> wrong = new ArrayList<>();
    try (DyingRetrain retrain = new DyingRetrain(folder)) {
      int died = 0;
      for (Night night : Night.values()) {
        List<Death> deaths = retrain.deaths(night, wanted(night));
        died += deaths.size();
        Map<String, Integer> kinds = new TreeMap<>();
        for (Death death : deaths) {
          String what = night + ", died after " + death.steps() + " steps, before " + death.next();
          try {
            retrain.wrong(night, death).forEach(one -> wrong.add(what + ": " + one));
          } catch (RuntimeException | AssertionError e) {
            wrong.add(what + ": " + e);
          }
          kinds.merge(kind(death.next()), 1, Integer::sum);
          if (!Deaths.areSome()) {
            System.out.println(
                what + (wrong.isEmpty() ? "" : "; wrong until now: " + wrong.size()));
          }
        }
        if (!Deaths.areSome()) {
          Deaths.tell(night, kinds);
        }
      }
      // Names may change, and then none would be met.
      assertThat(died).isGreaterThan(Deaths.areSome() ? 3 : 0);
    }
    assertThat(wrong).isEmpty();
  }

  private static Wanted wanted(Night night) {
    Set<String> seen = new HashSet<>();
    return (steps, done, next) ->
        Deaths.areAt(steps)
            || Deaths.areKinds() && seen.add(kind(next))
            || Deaths.areSome() && (names(next, BEFORE.get(night)) || names(done, DECISION));
  }

  private static boolean names(String step, String place) {
    return kind(step).matches("rename .* to \\Q" + place + "\\E");
  }

  /** A step without what is another in each night. */
  private static String kind(String step) {
    return Deaths.kind(
        step.replaceAll("\\S*/plane/", "JOB/")
            .replaceAll("\\S*/(PROMOTED|REFUSED)", "WORKSPACE")
            .replace(DyingRetrain.CHAMPION, "OLD")
            .replace(DyingRetrain.CANDIDATE, "NEW"));
  }
}
