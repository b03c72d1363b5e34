package org.diabolo.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tables of options for pages of the documentation, where these ask for them between two marks. */
final class JobReference {
  private static final Pattern BLOCK =
      Pattern.compile(
          "(<!-- options of (\\S+), written by JobReferenceTest -->\n).*?(<!-- end of options -->)",
          Pattern.DOTALL);

  private JobReference() {}

  /** Every mapping of a job file by its path; what two sections have alike, by the first. */
  static Map<String, Mapping> mappings() {
    Map<String, Mapping> mappings = new LinkedHashMap<>();
    add("", JobSpec.MAPPING, mappings);
    return mappings;
  }

  private static void add(String path, Mapping mapping, Map<String, Mapping> to) {
    if (to.containsValue(mapping)) {
      return;
    }
    to.put(path.isEmpty() ? "job" : path, mapping);
    for (Option<?> option : mapping.options()) {
      if (option.mapping() != null) {
        add(path.isEmpty() ? option.key() : path + "." + option.key(), option.mapping(), to);
      }
    }
  }

  /** The paths that a page has tables of. */
  static List<String> tables(String page) {
    return BLOCK.matcher(page).results().map(block -> block.group(2)).toList();
  }

  /** A page with its tables as the options are now. */
  static String written(String page) {
    return BLOCK
        .matcher(page)
        .replaceAll(
            block ->
                Matcher.quoteReplacement(
                    block.group(1) + table(mappings().get(block.group(2))) + block.group(3)));
  }

  private static String table(Mapping mapping) {
    List<String> rows = new ArrayList<>();
    rows.add("| key | values | default | meaning |");
    rows.add("| --- | --- | --- | --- |");
    mapping
        .byKind()
        .forEach(
            (kind, options) -> {
              if (kind != null) {
                rows.add("| **`kind: " + kind + "`** | | | |");
              }
              options.stream()
                  .filter(option -> kind == null || !option.key().equals(Mapping.KIND))
                  .forEach(option -> rows.add(row(option)));
            });
    return String.join("\n", rows) + "\n";
  }

  private static String row(Option<?> option) {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            option.key(), option.type().values(), option.shownDefault(), option.description())
        .replace("  ", " ");
  }
}
