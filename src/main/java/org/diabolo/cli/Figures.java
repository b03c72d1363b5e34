package org.diabolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.diabolo.cli.Screen.Style;
import org.diabolo.job.InvalidJobException;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.store.Folder;

/**
 * What {@code metrics.json} says of two models, each measured when its run was. Rows that came
 * between are in one and not in the other.
 *
 * @param byVersion what each holds
 */
record Figures(Map<String, JsonNode> byVersion) {
  private static final String ROWS = "rows";

  /**
   * @param job the job's folder
   * @param versions two run ids
   */
  static Figures of(Folder job, List<String> versions) {
    Map<String, JsonNode> figures = new LinkedHashMap<>();
    for (String version : versions) {
      Folder folder = job.folder(version);
      if (!folder.exists()) {
        throw new InvalidJobException("compare " + version + ": there is no such run in " + job);
      }
      figures.put(version, new RunDirectory(folder).metrics());
    }
    return new Figures(figures);
  }

  void say(Screen screen) {
    List<String> versions = List.copyOf(byVersion.keySet());
    JsonNode first = byVersion.get(versions.get(0));
    JsonNode second = byVersion.get(versions.get(versions.size() - 1));
    screen.say("A: " + versions.get(0));
    screen.say("B: " + versions.get(versions.size() - 1));
    List<String> otherRows = new ArrayList<>();
    for (String split : names(first, second)) {
      JsonNode a = first.path(split);
      JsonNode b = second.path(split);
      screen.say(line(split, "A", "B", "B to A"), Style.STRONG);
      for (String figure : names(a, b)) {
        screen.say(line("  " + figure, number(a, figure), number(b, figure), change(a, b, figure)));
      }
      if (!a.path(ROWS).equals(b.path(ROWS))) {
        otherRows.add(split);
      }
    }
    if (!otherRows.isEmpty()) {
      screen.say(
          "measured on other rows: "
              + String.join(", ", otherRows)
              + "; the difference may be theirs",
          Style.STOPPED);
    }
  }

  private static Set<String> names(JsonNode a, JsonNode b) {
    Set<String> names = new LinkedHashSet<>();
    a.fieldNames().forEachRemaining(names::add);
    b.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String number(JsonNode split, String figure) {
    JsonNode value = split.path(figure);
    if (!value.isNumber()) {
      return value.isMissingNode() ? "-" : value.asText();
    }
    return value.isIntegralNumber()
        ? String.format(Locale.ROOT, "%,d", value.asLong())
        : String.format(Locale.ROOT, "%.4g", value.asDouble());
  }

  private static String change(JsonNode a, JsonNode b, String figure) {
    double before = a.path(figure).asDouble();
    boolean comparable = a.path(figure).isNumber() && b.path(figure).isNumber() && before != 0;
    return comparable
        ? String.format(Locale.ROOT, "%+.1f %%", 100 * (b.path(figure).asDouble() / before - 1))
        : "-";
  }

  private static String line(String name, String a, String b, String change) {
    return String.format(Locale.ROOT, "%-36s  %12s  %12s  %10s", name, a, b, change)
        .stripTrailing();
  }
}
