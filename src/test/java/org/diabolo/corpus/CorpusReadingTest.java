package org.diabolo.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.diabolo.batch.Example;
import org.diabolo.job.BadDataException;
import org.diabolo.job.JobSpec;
import org.diabolo.prepare.Preparation;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.JsonDamage;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusReadingTest {
  private static final String CODEC = "spark.sql.parquet.compression.codec";

  @TempDir static Path whole;
  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();
  private Path prepared;
  private long train;

  @BeforeAll
  static void prepare() throws Exception {
    SparkSession spark = LocalSpark.session();
    spark.conf().set(CODEC, "uncompressed");
    Tables.write(spark, Tables.plane(400), whole.resolve("input"));
    Path job = whole.resolve("job.yaml");
    Files.writeString(job, Tables.job(whole.resolve("input")));
    JobSpec spec = Jobs.read(job, List.of());
    Folder place = Folder.of(whole.toString(), new Configuration());
    new Preparation(spark, spec).run(place.folder("prepared"), place.folder("rejects"));
  }

  @AfterAll
  static void compress() {
    LocalSpark.session().conf().unset(CODEC);
  }

  @BeforeEach
  void copy() throws Exception {
    prepared = folder.resolve("prepared");
    FileUtils.copyDirectory(whole.resolve("prepared").toFile(), prepared.toFile());
    train = corpus().rows(Split.TRAIN);
  }

  private Folder at(String name) {
    return Folder.of(folder.resolve(name).toString(), new Configuration());
  }

  private PreparedCorpus corpus() {
    return PreparedCorpus.load(at("prepared"));
  }

  private List<Path> parts(String split) throws IOException {
    try (Stream<Path> files = Files.list(prepared.resolve("split=" + split))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private String name(Path part) {
    return prepared.relativize(part).toString();
  }

  /** As whoever reads our files without a file system that watches over them. */
  private static void change(Path file, UnaryOperator<byte[]> change) throws IOException {
    Files.write(file, change.apply(Files.readAllBytes(file)));
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }

  private void refused(String message) {
    assertThatThrownBy(() -> corpus().read(spark).all())
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            prepared
                + ": "
                + message
                + "; make it again with: diabolo prepare and this --run-id, or begin a new run");
  }

  @Test
  void wholeCorpusIsReadAsOftenAsOneLikes() {
    CorpusReading reading = corpus().read(spark);
    reading.all();
    assertThat(reading.examples(Split.TRAIN).count()).isEqualTo(train);
    assertThat(reading.table(Split.VALID).columns()).containsExactly("key", "source");
    reading.table(Split.TRAIN).limit(3).collectAsList();
    reading.require();
    assertThat(corpus().card().files().bytes()).hasSizeGreaterThan(4);
  }

  @Test
  void missingFilesAreNamedWithTheRowsThatAreLeft() throws Exception {
    Path part = parts("train").get(1);
    long lost = spark.read().parquet(part.toString()).count();
    Files.delete(part);
    refused(
        "split train: %d rows expected, %d found: %s is missing"
            .formatted(train, train - lost, name(part)));
  }

  @Test
  void aWholeSplitThatIsGoneIsNamed() throws Exception {
    long valid = corpus().rows(Split.VALID);
    List<Path> parts = parts("valid");
    for (Path part : parts) {
      Files.delete(part);
    }
    refused(
        "split valid: %d rows expected, 0 found: %s is missing, and %d files more differ"
            .formatted(valid, name(parts.get(0)), parts.size() - 1));
  }

  @Test
  void emptiedCutAndForeignFilesAreNamed() throws Exception {
    Path part = parts("train").get(0);
    byte[] before = Files.readAllBytes(part);
    long lost = spark.read().parquet(part.toString()).count();
    spark
        .read()
        .parquet(part.toString())
        .limit(0)
        .coalesce(1)
        .write()
        .parquet(folder.resolve("empty").toString());
    byte[] empty = Files.readAllBytes(onlyPart(folder.resolve("empty")));
    change(part, bytes -> empty);
    refused(
        "split train: %d rows expected, %d found: %s has %d bytes where %d were written"
            .formatted(train, train - lost, name(part), empty.length, before.length));

    change(part, bytes -> Arrays.copyOf(before, before.length - 100));
    refused(
        "split train: %d rows expected, %d found: %s has %d bytes where %d were written"
            .formatted(train, train - lost, name(part), before.length - 100, before.length));

    change(part, bytes -> before);
    Path copy = Files.copy(part, part.resolveSibling("part-copy.parquet"));
    refused(
        "split train: %d rows expected, %d found: %s is none of its files"
            .formatted(train, train + lost, name(copy)));
  }

  private static Path onlyPart(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  @Test
  void splitsThatWereExchangedAreFound() throws Exception {
    Files.move(prepared.resolve("split=train"), prepared.resolve("x"));
    Files.move(prepared.resolve("split=valid"), prepared.resolve("split=train"));
    Files.move(prepared.resolve("x"), prepared.resolve("split=valid"));

    assertThatThrownBy(() -> corpus().read(spark))
        .isInstanceOf(BadDataException.class)
        .hasMessageMatching(
            "(?s).*split (train|valid): \\d+ rows expected, \\d+ found: split=.* were written, and"
                + " \\d+ files more differ; make.*");
  }

  @Test
  void aByteThatFlippedInAPageIsFoundWithItsFile() throws Exception {
    Path part = parts("train").get(2);
    byte[] before = Files.readAllBytes(part);
    long lost = spark.read().parquet(part.toString()).count();
    List<Integer> lasts = new ArrayList<>();
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(part.toUri()), new Configuration()))) {
      for (ColumnChunkMetaData column : reader.getFooter().getBlocks().get(0).getColumns()) {
        lasts.add((int) (column.getStartingPos() + column.getTotalSize()) - 1);
      }
    }
    assertThat(lasts).hasSize(2);
    for (int last : lasts) {
      change(
          part,
          bytes -> {
            byte[] flipped = before.clone();
            flipped[last] ^= 0x10;
            return flipped;
          });
      refused(
          "split train: %d rows expected, %d found: %s cannot be read"
              .formatted(train, train - lost, name(part)));
    }
  }

  @Test
  void aFileOfOneLengthWithAnotherNumberIsFoundByTheSum() throws Exception {
    Path part = parts("train").get(0);
    long length = Files.size(part);
    List<Row> rows = spark.read().parquet(part.toString()).collectAsList();
    List<Float> numbers = new ArrayList<>(rows.get(0).getList(1));
    numbers.set(3, numbers.get(3) + 0.001f);
    List<Row> changed = new ArrayList<>(rows);
    changed.set(0, RowFactory.create(rows.get(0).get(0), numbers));
    spark
        .createDataFrame(changed, rows.get(0).schema())
        .coalesce(1)
        .write()
        .parquet(folder.resolve("changed").toString());
    Path other = onlyPart(folder.resolve("changed"));
    assertThat(Files.size(other)).isCloseTo(length, within(40L));
    byte[] bytes = Files.readAllBytes(other);
    change(part, old -> bytes);
    // The length is told apart by the list of files, which is not what is asked here.
    ObjectNode card = card();
    ((ObjectNode) card.get("files")).put(name(part), bytes.length);
    write(card);

    String complaint =
        "split train: %d rows expected, %d found: their sum is another, so some are not those that"
            + " were prepared";
    refused(complaint.formatted(train, train));
    CorpusReading reading = corpus().read(spark);
    List<Example> examples = reading.examples(Split.TRAIN).collect();
    assertThat(examples).hasSize((int) train);
    assertThatThrownBy(reading::require).hasMessageContaining("their sum is another");
  }

  private ObjectNode card() throws IOException {
    return Json.read(Files.readString(prepared.resolve("_corpus.json")), ObjectNode.class);
  }

  /** As an older version, which has no sum of the card, or with a sum that agrees. */
  private void write(ObjectNode card) {
    card.remove("crc32c_of_the_rest");
    at("prepared").write("_corpus.json", Json.pretty(card));
  }

  @Test
  void aCorpusOfAnOlderVersionIsReadAsItIs() throws Exception {
    ObjectNode card = card();
    card.remove(List.of("sums", "files"));
    write(card);
    Files.delete(parts("train").get(0));

    CorpusReading reading = corpus().read(spark);
    assertThat(reading.examples(Split.TRAIN).count()).isBetween(1L, train - 1);
    reading.require();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"rows\": {", "", "null", "7", "{}", "{\"rows\": {\"train\": 1}}"})
  void aCardThatCannotBeReadIsDamage(String card) {
    at("prepared").write("_corpus.json", card);
    assertThatThrownBy(this::corpus)
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            prepared
                + "/_corpus.json: damaged; make it again with: diabolo prepare and this --run-id,"
                + " or begin a new run");
  }

  @Test
  void aNumberThatChangedInTheCardIsDamage() throws IOException {
    String card = Files.readString(prepared.resolve("_corpus.json"));
    JsonDamage.fields(card, place -> !place.startsWith("/files"))
        .forEach(
            (how, text) -> {
              at("prepared").write("_corpus.json", text);
              if (!how.contains("crc32c")) {
                assertThatThrownBy(this::corpus)
                    .as(how)
                    .isInstanceOf(BadDataException.class)
                    .hasMessageStartingWith(prepared + "/_corpus.json: damaged; ");
              }
            });
    at("prepared").write("_corpus.json", card);
    assertThat(corpus().rows(Split.TRAIN)).isEqualTo(train);
  }

  @Test
  void otherFailuresAreNotTakenForDamage() {
    CorpusReading reading = corpus().read(spark);
    IllegalStateException failure = new IllegalStateException("something else");
    assertThatThrownBy(
            () ->
                reading.during(
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void sumsAreTextInJson() throws Exception {
    assertThat(card().at("/sums/train/rows").asLong()).isEqualTo(train);
    assertThat(card().at("/sums/train/numbers").isTextual()).isTrue();
    assertThat(corpus().sum(Split.TRAIN).numbers()).isNotZero();
  }
}
