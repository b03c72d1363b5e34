import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Writes the questions and answers of the game quiz as Parquet; started by {@code
 * scripts/fetch-data}. Prints how many questions of how many topics.
 *
 * <p>Arguments: the folder of the quiz files, the folder to make, and how many Parquet files.
 */
public final class Quiz {
  private static final String COLON = "(?<!\\\\):";

  private final List<Row> rows = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    Path from = Path.of(args[0]);
    Quiz quiz = new Quiz();
    List<String> topics = lines(from.resolve("index"));
    for (String topic : topics) {
      String[] parts = topic.split(COLON);
      String name = Path.of(parts[0]).getFileName().toString();
      List<String> titles = List.of(parts).subList(1, parts.length);
      quiz.add(name, titles.stream().map(QuizPattern::choose).toList(), lines(from.resolve(name)));
    }
    ParquetFolder.write(
        quiz.rows,
        ParquetFolder.textColumns("id", "question", "answer", "topic"),
        Path.of(args[1]),
        Integer.parseInt(args[2]));
    System.out.printf("%,d questions of %,d topics%n", quiz.rows.size(), topics.size());
  }

  /** A backslash at its end continues a line. */
  private static List<String> lines(Path file) throws IOException {
    String text = Files.readString(file).replaceAll("\\\\\n\\s*", "");
    return Normalizer.normalize(text, Normalizer.Form.NFC).lines().toList();
  }

  /**
   * As the game does: any category can be asked for with any other, unless one of the two is empty.
   */
  private void add(String topic, List<String> titles, List<String> lines) {
    for (int line = 0; line < lines.size(); line++) {
      List<String> values = values(lines.get(line), titles.size());
      for (int given = 0; given < values.size(); given++) {
        for (int asked = 0; asked < values.size(); asked++) {
          String question = values.get(given);
          String answer = values.get(asked);
          if (given != asked && !question.isEmpty() && !answer.isEmpty()) {
            String id = String.format("%s-%03d-%d%d", topic, line + 1, given + 1, asked + 1);
            String whole = titles.get(given) + ": " + question + "; " + titles.get(asked) + "?";
            rows.add(RowFactory.create(id, whole, answer, topic));
          }
        }
      }
    }
  }

  /** None of a faulty line: some run into the one after them, or close a bracket with another. */
  private static List<String> values(String line, int most) {
    String[] patterns = line.split(COLON, -1);
    if (patterns.length > most) {
      return List.of();
    }
    try {
      return Arrays.stream(patterns).map(QuizPattern::choose).toList();
    } catch (IllegalArgumentException faulty) {
      return List.of();
    }
  }
}
