package org.diabolo.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The table of rooms in a text of Markdown. Its first column names a room, {@code uses} the rooms
 * that it may use, {@code Spark} says {@code yes} where it may use Spark.
 *
 * @param rooms by their names, in the table's order
 */
record RoomTable(Map<String, Room> rooms) {
  private static final Pattern NAME = Pattern.compile("`([a-z][a-z0-9.]*)`");

  /**
   * One row.
   *
   * @param uses rooms that it may use
   * @param listed whether the row lists them, and does not say "all"
   * @param spark whether it may use Spark
   */
  record Room(Set<String> uses, boolean listed, boolean spark) {}

  /**
   * @throws IllegalArgumentException where the text has no such table, or a row cannot be read
   */
  static RoomTable of(String markdown) {
    List<List<String>> cells =
        markdown
            .lines()
            .dropWhile(line -> !line.startsWith("| package |"))
            .takeWhile(line -> line.startsWith("|"))
            .map(RoomTable::cells)
            .toList();
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("no table whose first column is: package");
    }
    List<String> titles = cells.get(0);
    int uses = titles.indexOf("uses");
    int spark = titles.indexOf("Spark");
    if (uses < 0 || spark < 0) {
      throw new IllegalArgumentException("columns uses and Spark expected, found " + titles);
    }
    Map<String, Room> rooms = new LinkedHashMap<>();
    List<List<String>> rows = cells.subList(2, cells.size());
    Set<String> names = new LinkedHashSet<>();
    for (List<String> row : rows) {
      if (row.size() != titles.size()) {
        throw new IllegalArgumentException(titles.size() + " cells expected: " + row);
      }
      if (!names.add(names(row.get(0)).get(0))) {
        throw new IllegalArgumentException("twice in the table: " + row.get(0));
      }
    }
    Set<String> above = new LinkedHashSet<>();
    for (List<String> row : rows) {
      String name = names(row.get(0)).get(0);
      rooms.put(name, room(row.get(uses), row.get(spark), above, names));
      above.add(name);
    }
    return new RoomTable(rooms);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>(Arrays.asList(line.split("\\|", -1)));
    return cells.subList(1, cells.size() - 1).stream().map(String::trim).toList();
  }

  private static List<String> names(String cell) {
    return NAME.matcher(cell).results().map(each -> each.group(1)).toList();
  }

  private static Room room(String uses, String spark, Set<String> above, Set<String> all) {
    if (!spark.isEmpty() && !spark.equals("yes")) {
      throw new IllegalArgumentException("column Spark: yes or nothing expected, found " + spark);
    }
    boolean knows = spark.equals("yes");
    switch (uses) {
      case "all":
        return new Room(all, false, knows);
      case "all of the above":
        return new Room(Set.copyOf(above), false, knows);
      default:
        Set<String> named = new LinkedHashSet<>(names(uses));
        String rest = NAME.matcher(uses).replaceAll("").replace(",", "").trim();
        if (!rest.isEmpty() || !all.containsAll(named)) {
          throw new IllegalArgumentException("column uses: names of rooms expected, found " + uses);
        }
        return new Room(named, true, knows);
    }
  }

  /**
   * The room that a package belongs to: the one with its name, or with its parent's.
   *
   * @param name below the root
   */
  Optional<String> roomOf(String name) {
    return rooms.keySet().stream()
        .filter(room -> name.equals(room) || name.startsWith(room + "."))
        .max((a, b) -> Integer.compare(a.length(), b.length()));
  }
}
