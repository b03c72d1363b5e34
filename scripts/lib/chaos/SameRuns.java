import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Compares runs with the first one: all but times and names must be the same. A line for each; exit
 * code 1 if one differs.
 */
final class SameRuns {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> STAGES =
      List.of("prepare", "train", "evaluate", "encode", "predict");

  /** Spark ML sums the matrix of PCA in the order in which tasks end. */
  private static final double PCA = 1e-12;

  private final SparkSession spark;
  private final Path calm;
  private final Map<String, List<Row>> rows = new TreeMap<>();

  private SameRuns(SparkSession spark, Path calm) {
    this.spark = spark;
    this.calm = calm;
    for (String folder : List.of("encodings", "predictions")) {
      rows.put(folder, rows(calm, folder));
    }
  }

  public static void main(String[] runs) throws IOException {
    SparkSession spark =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false").getOrCreate();
    SameRuns same = new SameRuns(spark, Path.of(runs[0]));
    int differ = 0;
    for (String run : Arrays.copyOfRange(runs, 1, runs.length)) {
      List<String> differences = same.differences(Path.of(run));
      differ += differences.isEmpty() ? 0 : 1;
      if (!differences.isEmpty()) {
        System.out.println(run + ": " + String.join("; ", differences));
      }
    }
    System.out.printf(
        "%d of %d runs have the networks (byte by byte), figures, %d codes and %d predictions (by"
            + " key) of the undisturbed one, and all stages whole%n",
        runs.length - 1 - differ,
        runs.length - 1,
        same.rows.get("encodings").size(),
        same.rows.get("predictions").size());
    spark.stop();
    System.exit(differ == 0 ? 0 : 1);
  }

  private List<String> differences(Path run) {
    List<String> found = new ArrayList<>();
    try {
      for (String file : List.of("bundle/encoder.zip", "bundle/decoder.zip")) {
        if (Files.mismatch(calm.resolve(file), run.resolve(file)) >= 0) {
          found.add(file + " has other bytes");
        }
      }
      sums(run, found);
      figures("", json(calm, "metrics.json"), json(run, "metrics.json"), found);
      JsonNode stages = json(run, "manifest.json").path("stages");
      for (String stage : STAGES) {
        if (!stages.path(stage).path("state").asText().equals("done")) {
          found.add("manifest.json says of " + stage + ": " + stages.path(stage).path("state"));
        }
      }
      if (!rounds(run).equals(rounds(calm))) {
        found.add("rounds.jsonl has rounds " + rounds(run));
      }
      rows.forEach(
          (folder, expected) -> {
            if (!rows(run, folder).equals(expected)) {
              found.add(folder + " has other rows");
            }
          });
      try (Stream<Path> files = Files.walk(run)) {
        files
            .filter(file -> file.getFileName().toString().startsWith("."))
            .filter(file -> !file.getFileName().toString().equals(".owner"))
            .forEach(file -> found.add("left over: " + run.relativize(file)));
      }
    } catch (Exception e) {
      // Spark throws checked ones that it does not announce.
      found.add("cannot be read: " + e);
    }
    return found;
  }

  private static JsonNode json(Path run, String file) throws IOException {
    return JSON.readTree(run.resolve(file).toFile());
  }

  /** The bundle's files are those that its own list of checksums names. */
  private static void sums(Path run, List<String> found) throws IOException {
    for (String line : Files.readAllLines(run.resolve("bundle/SHA256SUMS"))) {
      String[] words = line.split("\\s+\\*?", 2);
      if (!words[0].equals(sha256(run.resolve("bundle").resolve(words[1])))) {
        found.add("bundle/" + words[1] + " is not what SHA256SUMS says");
      }
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] sum =
          java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(sum);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void figures(String name, JsonNode expected, JsonNode actual, List<String> found) {
    if (expected.isObject() && actual.isObject()) {
      List<String> names = new ArrayList<>();
      expected.fieldNames().forEachRemaining(names::add);
      actual.fieldNames().forEachRemaining(key -> Collections.addAll(names, key));
      names.stream()
          .distinct()
          .forEach(
              key -> figures(name + "/" + key, expected.path(key), actual.path(key), found));
      return;
    }
    boolean near =
        name.contains("/pca")
            && Math.abs(actual.asDouble() - expected.asDouble())
                <= PCA * Math.abs(expected.asDouble());
    if (!near && !expected.equals(actual)) {
      found.add("metrics.json" + name + " is " + actual + " instead of " + expected);
    }
  }

  private static List<Integer> rounds(Path run) throws IOException {
    List<Integer> rounds = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("rounds.jsonl"))) {
      rounds.add(JSON.readTree(line).path("round").asInt());
    }
    return rounds;
  }

  /** By key; without version and code space, which are the run's name. */
  private List<Row> rows(Path run, String folder) {
    return spark
        .read()
        .parquet("file:" + run.resolve(folder))
        .drop("model_version", "code_space")
        .orderBy("id")
        .collectAsList();
  }
}
