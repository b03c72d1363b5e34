package org.diabolo.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows for people: the first column to the left, numbers to the right. */
public final class Table {
  private final List<List<String>> lines = new ArrayList<>();

  /**
   * @param heads of the columns
   */
  public Table(String... heads) {
    lines.add(List.of(heads));
  }

  /**
   * Adds a row of as many cells as there are heads.
   *
   * @param cells of the row, from left to right; none null
   * @return this table
   */
  public Table add(String... cells) {
    lines.add(List.of(cells));
    return this;
  }

  /**
   * Formats one cell, with a point whatever the locale.
   *
   * @param format as of {@link String#format}, for one value
   * @param value to be formatted; null gives {@code -}
   * @return the cell's text
   */
  public static String cell(String format, Object value) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }

  /**
   * @return the lines, each ended by a new line
   */
  public String text() {
    int[] widths =
        IntStream.range(0, lines.get(0).size())
            .map(c -> lines.stream().mapToInt(line -> line.get(c).length()).max().orElse(0))
            .toArray();
    return lines.stream().map(line -> text(line, widths)).collect(Collectors.joining());
  }

  private static String text(List<String> line, int[] widths) {
    return Stream.concat(
                Stream.of(String.format("%-" + Math.max(1, widths[0]) + "s", line.get(0))),
                IntStream.range(1, widths.length)
                    .mapToObj(c -> String.format("%" + widths[c] + "s", line.get(c))))
            .collect(Collectors.joining("  "))
            .stripTrailing()
        + "\n";
  }
}
