package org.diabolo.drift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.diabolo.network.reference.Reference;

/**
 * Drift in words.
 *
 * @param reference that rows were held against
 * @param worstColumns of those that cannot be used, and of how many rows
 * @param tokens that are unknown, and of how many rows
 * @param characters likewise
 */
record InWords(
    Reference reference,
    Map<String, Long> worstColumns,
    Map<String, Long> tokens,
    Map<String, Long> characters) {
  private static final int NAMED = 5;

  /** Of the families of checks that tell drift, in the order in which they are to be trusted. */
  Map<String, String> reasons(Comparing.Checks checks) {
    Map<String, String> reasons = new LinkedHashMap<>();
    add(reasons, "errors", checks.errors(), drifted -> error(drifted.get(0)));
    add(reasons, "codes", checks.codes(), InWords::codes);
    add(reasons, "inputs", checks.inputs(), this::inputs);
    return reasons;
  }

  private static void add(
      Map<String, String> reasons,
      String family,
      List<Check> checks,
      Function<List<Check>, String> words) {
    List<Check> drifted = checks.stream().filter(Check::drift).toList();
    if (!drifted.isEmpty()) {
      reasons.put(family, words.apply(drifted));
    }
  }

  private String error(Check check) {
    return "the %s of a row was %s in the middle and is %s (%s; by chance up to %s)"
        .formatted(
            reference.errors().measure().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            number(check.then()),
            check.now() == null ? "no number" : number(check.now()),
            number(check.effect()),
            number(check.byChance()));
  }

  private static String codes(List<Check> drifted) {
    List<String> words = new ArrayList<>();
    List<Check> numbers = new ArrayList<>();
    for (Check check : drifted) {
      if (check.name().equals(CodeDistance.NAME)) {
        words.add(
            "their distance from those of then is %s of their variance (by chance up to %s)"
                .formatted(number(check.effect()), number(check.byChance())));
      } else {
        numbers.add(check);
      }
    }
    words.add(numbers.size() + " of their numbers differ: " + named(numbers));
    return String.join("; ", words);
  }

  private String inputs(List<Check> drifted) {
    String words = named(drifted);
    if (drifted.stream().anyMatch(check -> check.name().equals(Comparing.REJECTS))
        && !worstColumns.isEmpty()) {
      words += "; most rejects are in " + counts(worstColumns);
    }
    if (!tokens.isEmpty() && drifted.stream().anyMatch(check -> check.name().contains("unknown"))) {
      words +=
          characters.isEmpty()
              ? "; unknown tokens: " + counts(tokens)
              : "; unknown characters: " + counts(characters);
    }
    return words;
  }

  private static String named(List<Check> checks) {
    return Comparing.foremost(checks, NAMED).stream()
            .map(InWords::named)
            .collect(Collectors.joining(", "))
        + (checks.size() > NAMED ? " and " + (checks.size() - NAMED) + " more" : "");
  }

  private static String named(Check check) {
    String means =
        check.now() == null
            ? ""
            : "mean %s then, %s now, ".formatted(number(check.then()), number(check.now()));
    return "%s (%sstability index %s, by chance up to %s)"
        .formatted(check.name(), means, number(check.effect()), number(check.byChance()));
  }

  /** The first of them, each with how many rows it is about. */
  static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
            .limit(NAMED)
            .map(
                one ->
                    one.getKey()
                        + " ("
                        + one.getValue()
                        + (one.getValue() == 1 ? " row)" : " rows)"))
            .collect(Collectors.joining(", "))
        + (counts.size() > NAMED ? " and more" : "");
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.3g", number);
  }
}
