import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Writes words and their phonemes, of the CMU pronouncing dictionary, as Parquet; started by {@code
 * scripts/fetch-data}. Prints how many words.
 *
 * <p>Arguments: index.js of the npm package cmu-pronouncing-dictionary, the folder to make, how
 * many Parquet files, and the share of words to take, 1 for all.
 */
public final class Pronounce {
  /** Second and later pronunciations are {@code "word(2)"}, so they are no words of a-z. */
  private static final Pattern ENTRY =
      Pattern.compile("\\s*\"([a-z]+)\": \"([A-Z0-2 ]+)(?: # .*)?\",?");

  public static void main(String[] args) throws IOException {
    double share = Double.parseDouble(args[3]);
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      Matcher entry = ENTRY.matcher(line);
      if (entry.matches() && Share.has(entry.group(1), share)) {
        String withoutStress = entry.group(2).replaceAll("[0-2]", "");
        rows.add(RowFactory.create(entry.group(1), withoutStress));
      }
    }
    ParquetFolder.write(
        rows,
        ParquetFolder.textColumns("word", "phonemes"),
        Path.of(args[1]),
        Integer.parseInt(args[2]));
    System.out.printf("%,d words%n", rows.size());
  }
}
