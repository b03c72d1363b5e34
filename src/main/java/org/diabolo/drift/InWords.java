package org.diabolo.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.diabolo.network.reference.Reference;

/**
 * Drift in words.
 *
 * @param looked the rows
 * @param tokens that are unknown, and of how many rows
 * @param characters likewise
 */
record InWords(Looked looked, Map<String, Long> tokens, Map<String, Long> characters) {
  private static final int NAMED = 5;

  String errors(Reference reference, List<Check> checks) {
    Check check = checks.isEmpty() ? null : checks.get(0);
    return check == null
        ? ""
        : "the %s of a row was %s in the middle and is %s (%s; by chance up to %s)"
            .formatted(
                reference.errors().measure().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                number(check.then()),
                check.now() == null ? "no number" : number(check.now()),
                number(check.effect()),
                number(check.byChance()));
  }

  String codes(List<Check> checks) {
    List<String> words = new ArrayList<>();
    checks.stream()
        .filter(check -> check.drift() && check.name().equals(CodeDistance.NAME))
        .map(
            check ->
                "their distance from those of then is %s of their variance (by chance up to %s)"
                    .formatted(number(check.effect()), number(check.byChance())))
        .forEach(words::add);
    List<Check> numbers =
        checks.stream()
            .filter(check -> check.drift() && !check.name().equals(CodeDistance.NAME))
            .toList();
    if (!numbers.isEmpty()) {
      words.add(numbers.size() + " of their numbers differ: " + named(numbers));
    }
    return String.join("; ", words);
  }

  String inputs(List<Check> checks) {
    List<Check> drifted = checks.stream().filter(Check::drift).toList();
    String words = named(drifted);
    if (drifted.stream().anyMatch(check -> check.name().equals(Comparing.REJECTS))
        && !looked.columns().isEmpty()) {
      words += "; most rejects are in " + counts(looked.columns());
    }
    if (drifted.stream().anyMatch(check -> check.name().contains("unknown"))) {
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
        check.then() == null || check.now() == null
            ? ""
            : "mean %s then, %s now, ".formatted(number(check.then()), number(check.now()));
    return "%s (%sstability index %s, by chance up to %s)"
        .formatted(check.name(), means, number(check.effect()), number(check.byChance()));
  }

  private static String counts(Map<String, Long> counts) {
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
