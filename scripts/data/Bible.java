import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Writes verses of the Bible in English and in Spanish as Parquet; started by {@code
 * scripts/fetch-data}. Prints how many verses.
 *
 * <p>Arguments: the SWORD module in English, the one in Spanish, bible.txt, the folder to make, how
 * many Parquet files, the share of verses to take, 1 for all, and how many characters a verse may
 * have in each language.
 */
public final class Bible {
  /**
   * Chapters that Reina-Valera begins or divides otherwise, so that its verses have other numbers:
   * found by comparing every verse's words with those of its neighbours in the other language.
   */
  private static final Set<String> NUMBERED_OTHERWISE =
      Set.of(
          "Num.13", "Num.30", "1Sam.24", "1Kgs.22", "1Chr.21", "2Chr.33", "Job.39", "Job.40",
          "Hos.12", "Jonah.2", "Matt.23");

  /** Beyond this the numbering of the two differs: no verse says so much more in one language. */
  private static final double LONGER_BY = 2.5;

  private static final int TOO_SHORT_TO_TELL = 20;

  public static void main(String[] args) throws IOException, DataFormatException {
    Path table = Path.of(args[2]);
    Map<Verses.Place, String> english = SwordModule.read(Path.of(args[0]), table);
    Map<Verses.Place, String> spanish = SwordModule.read(Path.of(args[1]), table);
    double share = Double.parseDouble(args[5]);
    int longest = Integer.parseInt(args[6]);
    List<Row> rows = new ArrayList<>();
    english.forEach(
        (place, text) -> {
          String translated = spanish.get(place);
          String chapter = place.id().substring(0, place.id().lastIndexOf('.'));
          if (translated != null
              && !NUMBERED_OTHERWISE.contains(chapter)
              && alike(text.length(), translated.length())
              && Math.max(text.length(), translated.length()) <= longest
              && Share.has(place.id(), share)) {
            rows.add(RowFactory.create(place.id(), text, translated, place.book()));
          }
        });
    ParquetFolder.write(
        rows,
        ParquetFolder.textColumns("id", "english", "spanish", "book"),
        Path.of(args[3]),
        Integer.parseInt(args[4]));
    System.out.printf("%,d verses%n", rows.size());
  }

  private static boolean alike(int length, int other) {
    int longer = Math.max(length, other);
    return longer <= TOO_SHORT_TO_TELL || longer <= LONGER_BY * Math.min(length, other);
  }
}
