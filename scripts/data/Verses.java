import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The places of a Bible's text in the order in which SWORD stores them, of a testament each. */
final class Verses {
  /**
   * @param id short name of the book, chapter and verse; null where a heading is stored
   */
  record Place(String id, String book) {}

  private static final int BOOKS_OF_THE_OLD = 39;
  private static final Place HEADING = new Place(null, null);

  private Verses() {}

  /** Of the lines of bible.txt. */
  static List<Place> ofOld(Path table) throws IOException {
    return of(lines(table).subList(0, BOOKS_OF_THE_OLD));
  }

  /**
   * Of the lines of bible.txt; where the module has two places more, by the numbering of the New
   * Revised Standard Version.
   *
   * @throws IllegalArgumentException if the module has another number of places
   */
  static List<Place> ofNew(Path table, int stored) throws IOException {
    List<String> lines = lines(table);
    lines = lines.subList(BOOKS_OF_THE_OLD, lines.size());
    List<Place> places = of(lines);
    if (stored == places.size() + 2) {
      places = of(lines.stream().map(Verses::newRevised).toList());
    }
    if (stored != places.size()) {
      throw new IllegalArgumentException(
          "a New Testament of " + stored + " places is numbered neither as KJV nor as NRSV");
    }
    return places;
  }

  private static String newRevised(String line) {
    if (line.startsWith("3John|")) {
      return line.replace("|14", "|15");
    }
    return line.startsWith("Rev|") ? line.replace(" 19 17 18 ", " 19 18 18 ") : line;
  }

  private static List<String> lines(Path table) throws IOException {
    return Files.readAllLines(table).stream().filter(line -> !line.startsWith("#")).toList();
  }

  /** A heading each for the module, the testament, every book and every chapter. */
  private static List<Place> of(List<String> books) {
    List<Place> places = new ArrayList<>(List.of(HEADING, HEADING));
    for (String line : books) {
      String[] parts = line.split("\\|");
      String[] chapters = parts[2].split(" ");
      places.add(HEADING);
      for (int chapter = 1; chapter <= chapters.length; chapter++) {
        places.add(HEADING);
        for (int verse = 1; verse <= Integer.parseInt(chapters[chapter - 1]); verse++) {
          places.add(new Place(parts[0] + "." + chapter + "." + verse, parts[1]));
        }
      }
    }
    return places;
  }
}
