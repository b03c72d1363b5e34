package org.diabolo.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * At which steps processes are to die: some chosen ones, and more by hand: {@code
 * -Ddiabolo.deaths=all}, or {@code kinds}, the first of each kind; or one, by the number of steps
 * before it.
 */
final class Deaths {
  private static final String ASKED = System.getProperty("diabolo.deaths", "some");

  private Deaths() {}

  static boolean areAll() {
    return ASKED.equals("all");
  }

  /** Only those that a test itself chooses. */
  static boolean areSome() {
    return ASKED.equals("some");
  }

  /** Whether this one, or all. */
  static boolean areAt(int steps) {
    return areAll() || ASKED.equals(Integer.toString(steps));
  }

  static boolean areKinds() {
    return ASKED.equals("kinds");
  }

  /**
   * @param kinds of all steps that there are
   * @param some that are chosen where no others are asked for
   * @return how many steps come to pass before each death
   */
  static Collection<Integer> chosen(List<String> kinds, Collection<Integer> some) {
    if (ASKED.matches("\\d+")) {
      return List.of(Integer.valueOf(ASKED));
    }
    Map<String, Integer> first = new LinkedHashMap<>();
    for (int i = 0; i < kinds.size(); i++) {
      first.putIfAbsent(kinds.get(i), i);
    }
    return areKinds() ? first.values() : some;
  }

  /** A step without what is another in each run. */
  static String kind(String step) {
    return step.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "U")
        .replaceAll("[0-9a-f]{16}", "H")
        .replaceAll("attempt_\\w+", "attempt")
        .replaceAll("task_\\w+", "task")
        .replaceAll("SHA256SUMS", "SUMS")
        .replaceAll("\\d+", "N");
  }

  /** Tells whoever has asked for more. */
  static void tell(Object what, Map<String, Integer> kinds) {
    System.out.printf(
        "%s: died %d times, before%n", what, kinds.values().stream().mapToInt(n -> n).sum());
    kinds.forEach((kind, count) -> System.out.printf("%5d  %s%n", count, kind));
  }
}
