import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Writes questions about countries and their answers as Parquet; started by {@code
 * scripts/fetch-data}. Prints how many questions about how many facts, and how many of each origin.
 *
 * <p>Arguments: countries.json of the npm package world-countries, the phrasings, the folder to
 * make, how many Parquet files, and the share of countries to take, 1 for all.
 */
public final class Countries {
  private record Phrasing(int number, String relation, String origin, String question) {
    /** Of a line of the phrasings; {@code number} is its place there, from 1. */
    static Phrasing parse(int number, String line) {
      String[] parts = line.split("\\|");
      return new Phrasing(number, parts[0], parts[1], parts[2]);
    }

    String ask(CountryFacts country) {
      String asked = question.replace("{country}", country.nameInSentence());
      for (Map.Entry<String, String> fact : country.facts().entrySet()) {
        asked = asked.replace("{" + fact.getKey() + "}", fact.getValue());
      }
      return asked.substring(0, 1).toUpperCase() + asked.substring(1);
    }
  }

  public static void main(String[] args) throws IOException {
    List<Phrasing> phrasings = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[1]))) {
      if (!line.startsWith("#")) {
        phrasings.add(Phrasing.parse(phrasings.size() + 1, line));
      }
    }
    double share = Double.parseDouble(args[4]);
    JsonNode json = new ObjectMapper().readTree(Path.of(args[0]).toFile());
    List<Row> rows = new ArrayList<>();
    int facts = 0;
    for (CountryFacts country : CountryFacts.of(json)) {
      if (Share.has(country.code(), share)) {
        List<Row> asked = ask(country, phrasings);
        rows.addAll(asked);
        facts += (int) asked.stream().map(row -> row.getString(3)).distinct().count();
      }
    }
    ParquetFolder.write(
        rows,
        ParquetFolder.textColumns("id", "question", "answer", "relation", "country", "origin"),
        Path.of(args[2]),
        Integer.parseInt(args[3]));
    Map<String, Long> origins =
        rows.stream()
            .collect(Collectors.groupingBy(row -> row.getString(5), Collectors.counting()));
    System.out.printf(
        "%,d questions about %,d facts: %,d train, %,d test%n",
        rows.size(), facts, origins.get("train"), origins.get("test"));
  }

  private static List<Row> ask(CountryFacts country, List<Phrasing> phrasings) {
    List<Row> rows = new ArrayList<>();
    for (Phrasing phrasing : phrasings) {
      String answer = country.answer(phrasing.relation());
      if (answer != null) {
        rows.add(
            RowFactory.create(
                String.format("%s-%03d", country.code(), phrasing.number()),
                phrasing.ask(country),
                answer,
                phrasing.relation(),
                country.facts().get("name"),
                phrasing.origin()));
      }
    }
    return rows;
  }
}
