import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Writes names in Latin letters and their katakana spellings, of ENAMDICT, as Parquet; started by
 * {@code scripts/fetch-data}. Prints how many pairs of how many names.
 *
 * <p>Arguments: the file enamdict (EUC-JP), the folder to make, how many Parquet files, and the
 * share of names to take, 1 for all.
 */
public final class Katakana {
  /** Headword, reading in brackets if the headword has kanji, and glosses between slashes. */
  private static final Pattern ENTRY = Pattern.compile("([ァ-ヺー・]+) /(.*)/");

  /** The kinds of a name stand before it: {@code (s,m) Irwin}. */
  private static final Pattern ONE_WORD = Pattern.compile("(?:\\([^)]*\\) ?)*(\\p{IsLatin}+)");

  public static void main(String[] args) throws IOException {
    double share = Double.parseDouble(args[3]);
    List<Row> rows = new ArrayList<>();
    Map<String, String> spelled = new HashMap<>();
    Set<String> seen = new HashSet<>();
    int number = 0;
    for (String line : Files.readAllLines(Path.of(args[0]), Charset.forName("EUC-JP"))) {
      Matcher entry = ENTRY.matcher(Normalizer.normalize(line, Normalizer.Form.NFC));
      if (!entry.matches()) {
        continue;
      }
      String katakana = entry.group(1);
      for (String gloss : entry.group(2).split("/")) {
        Matcher word = ONE_WORD.matcher(gloss.strip());
        if (!word.matches()) {
          continue;
        }
        // "Mccoy" is "McCoy": else a job that lowers the case would see one name on two sides.
        String lower = word.group(1).toLowerCase(Locale.ROOT);
        String latin = spelled.computeIfAbsent(lower, any -> word.group(1));
        if (seen.add(latin + " " + katakana)) {
          String id = String.format("%05d", number++);
          if (Share.has(latin, share)) {
            rows.add(RowFactory.create(id, latin, katakana));
          }
        }
      }
    }
    ParquetFolder.write(
        rows,
        ParquetFolder.textColumns("id", "latin", "katakana"),
        Path.of(args[1]),
        Integer.parseInt(args[2]));
    long names = rows.stream().map(row -> row.getString(1)).distinct().count();
    System.out.printf("%,d pairs of %,d names%n", rows.size(), names);
  }
}
