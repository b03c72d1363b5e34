import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes images of emoji and their English names as Parquet; started by {@code scripts/fetch-data}.
 * Prints how many images of how many bases, and how many of each origin.
 *
 * <p>Arguments: the folder of the npm packages, the folder to make, how many Parquet files, and the
 * subcategories to take with commas between, empty for all.
 */
public final class Emoji {
  private static final double HELD_OUT = 0.07;
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("image", DataTypes.BinaryType, false)
          .add("name", DataTypes.StringType, false)
          .add("base", DataTypes.StringType, false)
          .add("origin", DataTypes.StringType, false)
          .add("group", DataTypes.StringType, false);

  private final Path packages;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Integer> ofBase = new HashMap<>();
  private final Map<String, Integer> ofOrigin = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();

  private Emoji(Path packages) {
    this.packages = packages;
  }

  public static void main(String[] args) throws IOException {
    Emoji emoji = new Emoji(Path.of(args[0]));
    emoji.readNames("cldr-annotations-full/annotations/en/annotations.json");
    emoji.readNames("cldr-annotations-derived-full/annotationsDerived/en/annotations.json");
    emoji.readImages(args[3].isEmpty() ? Set.of() : Set.of(args[3].split(",")));
    ParquetFolder.write(emoji.rows, SCHEMA, Path.of(args[1]), Integer.parseInt(args[2]));
    System.out.printf(
        "%,d images of %,d bases: %,d train, %,d variant, %,d base%n",
        emoji.rows.size(),
        emoji.ofBase.size(),
        emoji.ofOrigin.get("train"),
        emoji.ofOrigin.get("variant"),
        emoji.ofOrigin.get("base"));
  }

  private JsonNode read(String file) throws IOException {
    return new ObjectMapper().readTree(packages.resolve(file).toFile());
  }

  private void readNames(String file) throws IOException {
    JsonNode root = read(file).elements().next().path("annotations");
    root.fields()
        .forEachRemaining(
            entry -> {
              String name = entry.getValue().path("tts").path(0).asText();
              if (!name.isEmpty()) {
                names.put(EmojiBase.codes(entry.getKey()), name.toLowerCase(Locale.ROOT));
              }
            });
  }

  private void readImages(Set<String> subcategories) throws IOException {
    for (JsonNode emoji : read("emoji-datasource-google/emoji.json")) {
      String group = emoji.path("category").asText();
      if (subcategories.isEmpty() || subcategories.contains(emoji.path("subcategory").asText())) {
        add(emoji, group);
        for (JsonNode skin : emoji.path("skin_variations")) {
          add(skin, group);
        }
      }
    }
  }

  private void add(JsonNode emoji, String group) throws IOException {
    String id = emoji.path("unified").asText();
    String name = names.get(EmojiBase.plain(id));
    Path image =
        packages.resolve("emoji-datasource-google/img/google/64/" + emoji.path("image").asText());
    // Neither happens with the versions that fetch-data asks for.
    if (name == null || !Files.exists(image)) {
      System.err.println("left out, as it has no name or no image: " + id);
      return;
    }
    String base = EmojiBase.of(id);
    String origin = origin(id, base, ofBase.merge(base, 1, Integer::sum) == 1);
    ofOrigin.merge(origin, 1, Integer::sum);
    rows.add(RowFactory.create(id, Files.readAllBytes(image), name, base, origin, group));
  }

  /**
   * The first of its base is never held out alone, so that every held out variant has kin in train.
   */
  private static String origin(String id, String base, boolean first) {
    if (Share.has(base, HELD_OUT)) {
      return "base";
    }
    return !first && Share.has(id, HELD_OUT) ? "variant" : "train";
  }
}
