package org.diabolo.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.diabolo.cli.SpoiltField.Flaw;

/**
 * A table of a key and one field, some rows of which are spoilt. What must become of it is told
 * here, from what was spoilt, and not by the program.
 *
 * @param spoils what is done to which row, by chosen numbers
 * @param damage what is done to its files
 */
record SpoiltTable(
    SpoiltField field, Format format, int size, int files, List<Spoil> spoils, FileDamage damage) {
  /** Of a row, such as a record of JSON that is none, with neither key nor columns. */
  static final String NOTHING = "null key and null";

  /** How it is kept. */
  enum Format {
    PARQUET,
    ORC,
    JSON,
    CSV,
    BINARYFILE;

    boolean isText() {
      return this == JSON || this == CSV;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A row, and what happens to it; both by any number, of which the remainder counts. */
  record Spoil(int row, int what) {}

  /** What can happen to the files as a whole. */
  enum FileDamage {
    NONE,
    /** Beside the others lies a file that is none of the table, by its name. */
    HIDDEN_FILE,
    /** The same, by nothing but its content. */
    FOREIGN_FILE,
    EMPTY_FILE,
    /** One file ends in the middle; text is packed before. */
    CUT,
    /** The field's first column is called otherwise. */
    NO_COLUMN,
    /** It has truth values. */
    WRONG_TYPE,
    ALL_NULL;

    boolean happensTo(Format format) {
      return switch (this) {
        case WRONG_TYPE -> format == Format.PARQUET || format == Format.ORC;
          // A file of its own is a row there, not a table.
        case NO_COLUMN, CUT, EMPTY_FILE, ALL_NULL -> format != Format.BINARYFILE;
        default -> true;
      };
    }
  }

  /** What becomes of it: the counts, the end of the command with 2 or 3, or either. */
  enum Outcome {
    COUNTS,
    REFUSED,
    EITHER
  }

  Outcome outcome() {
    boolean binary = format == Format.PARQUET || format == Format.ORC;
    return switch (damage) {
      case NONE, HIDDEN_FILE -> Outcome.COUNTS;
      case FOREIGN_FILE -> binary || format == Format.CSV ? Outcome.REFUSED : Outcome.COUNTS;
      case EMPTY_FILE -> binary ? Outcome.EITHER : Outcome.COUNTS;
      case CUT, NO_COLUMN, WRONG_TYPE -> Outcome.REFUSED;
      case ALL_NULL -> Outcome.EITHER;
    };
  }

  /** The rows as they are written. */
  List<SpoiltRow> rows() {
    List<SpoiltRow> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(new SpoiltRow(key(i), field.good(i), null, null));
    }
    for (Spoil spoil : spoils) {
      int row = spoil.row() % size;
      rows.set(row, spoilt(row, spoil.what()));
    }
    if (damage == FileDamage.ALL_NULL) {
      rows.forEach(row -> row.cells()[0] = null);
      // Those without a key are told of for that, too; what is no record, for that alone.
      rows.replaceAll(
          row ->
              row.record() != null
                  ? row
                  : new SpoiltRow(
                      row.key(), row.cells(), null, row.key() == null ? NOTHING : "null"));
    }
    return rows;
  }

  private static String key(int row) {
    return String.format("k%03d", row);
  }

  private SpoiltRow spoilt(int row, int what) {
    List<Flaw> flaws = field.flaws(format);
    int more = format == Format.BINARYFILE ? 0 : format.isText() ? 4 : 2;
    int choice = what % (flaws.size() + more);
    Object[] cells = field.good(row);
    if (choice < flaws.size()) {
      flaws.get(choice).in().accept(cells);
      return new SpoiltRow(key(row), cells, null, flaws.get(choice).reason());
    }
    return switch (choice - flaws.size()) {
      case 0 -> new SpoiltRow(null, cells, null, "null key");
      case 1 -> new SpoiltRow(key((row + 1) % size), cells, null, null);
      case 2 ->
          format == Format.CSV
              ? new SpoiltRow(key(row), cells, key(row), "malformed row")
              : new SpoiltRow(null, cells, "{\"id\": \"cut", NOTHING);
      default ->
          format == Format.CSV
              ? new SpoiltRow(key(row), cells, key(row) + ",1,2,3,4,5,6", "malformed row")
              : new SpoiltRow(null, cells, "no JSON", NOTHING);
    };
  }

  /** How many good rows there are, of each key one. */
  int kept() {
    Set<String> keys = new HashSet<>();
    rows().stream().filter(row -> row.reason() == null).forEach(row -> keys.add(row.key()));
    return keys.size();
  }

  /** How many rejects there must be of each reason. */
  TreeMap<String, Long> rejects() {
    TreeMap<String, Long> rejects = new TreeMap<>();
    Set<String> keys = new HashSet<>();
    for (SpoiltRow row : rows()) {
      if (row.reason() != null) {
        rejects.merge(row.reason(), 1L, Long::sum);
      } else if (!keys.add(row.key())) {
        rejects.merge("duplicate key", 1L, Long::sum);
      }
    }
    if (damage == FileDamage.FOREIGN_FILE && outcome() == Outcome.COUNTS) {
      rejects.merge(format == Format.JSON ? NOTHING : "not an image", 1L, Long::sum);
    }
    return rejects;
  }
}
