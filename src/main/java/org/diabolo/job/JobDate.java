package org.diabolo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a date where a job says <code>${date}</code>, or a number of days before or after it, as in
 * <code>${date-30d}</code>: in the paths of its inputs and in the conditions on their rows.
 */
final class JobDate {
  private static final List<List<String>> KEYS =
      List.of(
          List.of("data", "input", "path"),
          List.of("data", "where"),
          List.of("encode", "input", "path"),
          List.of("encode", "where"));

  private static final Pattern ANY = Pattern.compile("\\$\\{date[^}]*}?");
  private static final Pattern WORD = Pattern.compile("\\$\\{date(?:([+-])(\\d{1,5})d)?}");

  private JobDate() {}

  /**
   * @param job whose texts are filled in
   * @param date to fill in; null where none was given, which only a job that asks for one minds
   */
  static void fill(ObjectNode job, LocalDate date, Problems problems) {
    for (List<String> key : KEYS) {
      JsonNode parent = job;
      for (String name : key.subList(0, key.size() - 1)) {
        parent = parent.path(name);
      }
      String last = key.get(key.size() - 1);
      if (parent.path(last).isTextual() && ANY.matcher(parent.get(last).textValue()).find()) {
        String text = parent.get(last).textValue();
        String path = String.join(".", key);
        ((ObjectNode) parent).put(last, filled(text, date, path, problems));
        problems.dated(path);
      }
    }
  }

  private static String filled(String text, LocalDate date, String key, Problems problems) {
    Matcher any = ANY.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (any.find()) {
      Matcher word = WORD.matcher(any.group());
      if (!word.matches()) {
        problems.add(key, "found " + any.group() + ", allowed: ${date}, ${date-30d}, ${date+1d}");
        return text;
      }
      if (date == null) {
        problems.add(key, "found " + any.group() + ", which needs --date YYYY-MM-DD");
        return text;
      }
      long days = word.group(2) == null ? 0 : Long.parseLong(word.group(2));
      LocalDate meant = date.plusDays("-".equals(word.group(1)) ? -days : days);
      any.appendReplacement(filled, meant.toString());
    }
    return any.appendTail(filled).toString();
  }
}
