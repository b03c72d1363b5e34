package org.diabolo.bench.retrain;

import java.util.ArrayList;
import java.util.List;
import org.diabolo.bench.Table;

/** A table whose lines are told one by one as they come, and all together at the end. */
final class Report {
  private final List<String> heads;
  private final Table table;

  /**
   * @param heads of the columns
   */
  Report(String... heads) {
    this.heads = List.of(heads);
    this.table = new Table(heads);
  }

  /**
   * @param cells as many as there are heads; {@code -} for none
   * @return the line in words
   */
  String add(String... cells) {
    table.add(cells);
    List<String> told = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      if (!cells[i].equals("-")) {
        told.add(heads.get(i) + " " + cells[i]);
      }
    }
    return String.join(", ", told);
  }

  String text() {
    return table.text();
  }
}
