package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.diabolo.cli.DyingRun.Store;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process dies at a step of a whole run, before or after any file that it writes, renames or
 * removes; the same call again ends with an undisturbed run's networks, and all stages whole.
 */
class DyingRunTest {
  /** By turns a process dies right before and right after a name is given, or a file is put. */
  private static final Map<Store, List<String>> SOME =
      Map.of(
          Store.RENAMING,
          List.of("prepared", "checkpoints/round-N.checkpoint", "metrics.json", "encodings"),
          Store.COPYING,
          List.of("bundle/encoder.zip"));

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void theSameCallAgainEndsLikeAnUndisturbedRun(Store store) throws IOException {
    Map<String, Integer> kinds = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    try (DyingRun runs = new DyingRun(folder, store)) {
      List<String> steps = runs.calm().stream().map(DyingRunTest::kind).toList();
      if (Deaths.areAll()) {
        // Tasks run side by side: no two runs have quite the same steps.
        for (int after = 0; die(runs, after, kinds, wrong); ) {
          after++;
        }
      } else {
        for (int after : Deaths.chosen(steps, some(store, steps))) {
          assertThat(die(runs, after, kinds, wrong)).as("died after %d steps", after).isTrue();
        }
      }
    }
    if (!Deaths.areSome()) {
      Deaths.tell(store, kinds);
    }
    assertThat(wrong).isEmpty();
    assertThat(kinds).isNotEmpty();
  }

  /** Whether it did. */
  private static boolean die(
      DyingRun runs, int after, Map<String, Integer> kinds, List<String> wrong) throws IOException {
    Optional<String> death = runs.dieAfter(after);
    String what = "died after " + after + " steps, before " + death.orElse("none");
    try {
      runs.goOnAfter(after);
    } catch (AssertionError e) {
      wrong.add(what + ": " + e.getMessage());
    }
    if (!Deaths.areSome()) {
      System.out.println(what + (wrong.isEmpty() ? "" : "; wrong until now: " + wrong.size()));
    }
    death.ifPresent(step -> kinds.merge(kind(step), 1, Integer::sum));
    return death.isPresent();
  }

  private static Collection<Integer> some(Store store, List<String> steps) {
    List<Integer> chosen = new ArrayList<>();
    for (String place : SOME.get(store)) {
      String step =
          steps.stream()
              .filter(one -> one.matches("(rename .*|put) RUN/\\Q" + place + "\\E"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(place + " was never written"));
      chosen.add(steps.indexOf(step) + chosen.size() % 2);
    }
    return new TreeSet<>(chosen);
  }

  /** A step without what is another in each run. */
  private static String kind(String step) {
    return Deaths.kind(
        step.replaceAll("\\S*/plane/one", "RUN").replaceAll("\\S*/(after-\\d+|calm)", "WORKSPACE"));
  }
}
