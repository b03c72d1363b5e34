package org.diabolo.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.batch.Example;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.corpus.Split;
import org.diabolo.corpus.TextFacts;
import org.diabolo.field.BpeTokenizer;
import org.diabolo.field.CharTokenizer;
import org.diabolo.field.TextField;
import org.diabolo.field.UnigramTokenizer;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.store.Folder;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextPreparationTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("word", DataTypes.StringType)
          .add("sounds", DataTypes.StringType)
          .add("side", DataTypes.StringType);

  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  private static Row row(int id, String word, String sounds, String side) {
    return RowFactory.create("r" + id, word, sounds, side);
  }

  /** Every train token once a row of its own count, so that the order by count is known. */
  private static final List<Row> PAIRS =
      List.of(
          row(0, "abba", "AH B AH", "train"),
          row(1, "cab", "K AE B", "train"),
          row(2, "Cafe\u0301", "K AE F EY", "train"),
          row(3, "zab", "Z AE B", "test"),
          row(4, "bac", "B AE QQ", "test"));

  private JobSpec spec(String... overrides) throws Exception {
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: pairs
            data:
              input: {path: "%s"}
              key: id
              split: {column: side, test: [test], valid: 0}
              max_rejects: 0.9
            source: {kind: text, column: word, lowercase: true, max_length: 5}
            target: {kind: text, column: sounds, tokens: space, max_length: 4}
            encoder: {kind: rnn}
            decoder: {kind: rnn}
            """
                .formatted(folder.resolve("input")));
    return Jobs.read(job, List.of(overrides));
  }

  private Folder at(String name) {
    return Folder.of(folder.resolve(name).toString(), new Configuration());
  }

  private void write(List<Row> rows) {
    spark
        .createDataFrame(rows, SCHEMA)
        .coalesce(2)
        .write()
        .mode("overwrite")
        .parquet(folder.resolve("input").toString());
  }

  private PreparedCorpus prepare(String... overrides) throws Exception {
    return new Preparation(spark, spec(overrides)).run(at("prepared"), at("rejects"));
  }

  private Map<String, String> rejects() {
    Map<String, String> rejects = new TreeMap<>();
    spark
        .read()
        .parquet(at("rejects").path().toString())
        .collectAsList()
        .forEach(
            row ->
                rejects.put(
                    row.getAs("id"),
                    row.getAs("reason")
                        + " in "
                        + row.getAs("column")
                        + ": "
                        + row.getAs("value")));
    return rejects;
  }

  @Test
  void vocabulariesHoldTheTrainSplitsTokensByCountAndThenByText() throws Exception {
    write(PAIRS);

    PreparedCorpus corpus = prepare();

    TextField source = (TextField) corpus.card().source();
    assertThat(source.tokenizer()).isEqualTo(new CharTokenizer());
    // abba + cab + café: a 4, b 3, c 2, and e with its accent is one code point after NFC.
    assertThat(source.vocabulary().tokens()).containsExactly("a", "b", "c", "f", "\u00e9");
    TextField target = (TextField) corpus.card().target();
    assertThat(target.vocabulary().tokens()).containsExactly("AE", "AH", "B", "K", "EY", "F");
  }

  @Test
  void idsAndTextsAndUnknownTokensOfTheTestSplitStandInTheCorpus() throws Exception {
    write(PAIRS);

    PreparedCorpus corpus = prepare("evaluate={by: side}");

    Map<String, Example> test = new TreeMap<>();
    corpus.read(spark).examples(Split.TEST).collect().forEach(e -> test.put(e.key(), e));
    int first = Vocabulary.FIRST;
    assertThat(test.get("r3").source()).containsExactly(Vocabulary.UNKNOWN, first, first + 1);
    assertThat(test.get("r4").target()).containsExactly(first + 2, first, Vocabulary.UNKNOWN);
    assertThat(
            corpus
                .read(spark)
                .table(Split.TRAIN)
                .select("key", "source_text", "target_text", "by")
                .orderBy("key")
                .collectAsList())
        .extracting(row -> row.mkString("|"))
        .containsExactly(
            "r0|abba|AH B AH|train", "r1|cab|K AE B|train", "r2|caf\u00e9|K AE F EY|train");
    assertThat(corpus.card().texts().get("source"))
        .isEqualTo(
            new TextFacts(
                5,
                Map.of(
                    "train", new TextFacts.Texts(11, 0, 4, 11 / 3.0),
                    "test", new TextFacts.Texts(6, 1 / 6.0, 3, 3))));
    assertThat(corpus.card().texts().get("target"))
        .hasToString(
            "6 tokens known; test: 3.0 tokens a row (at most 3), 33.33 % unknown;"
                + " train: 3.3 tokens a row (at most 4), 0.00 % unknown");
    assertThat(PreparedCorpus.load(at("prepared"))).isEqualTo(corpus);
  }

  @Test
  void nullEmptyAndTooLongTextsAreRejectsWithTheirReasons() throws Exception {
    List<Row> rows = new ArrayList<>(PAIRS);
    rows.add(row(5, null, "B", "train"));
    rows.add(row(6, "", "B", "train"));
    rows.add(row(7, "abcabc", "B", "train"));
    rows.add(row(8, "abc", " \t ", "train"));
    rows.add(row(9, "abc", null, "train"));
    rows.add(row(10, "abc", "B B B B B", "test"));
    rows.add(row(11, "abc\ud83d\ude00\ud83d\ude00", "B", "train"));
    write(rows);

    PreparedCorpus corpus = prepare();

    assertThat(rejects())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "r5", "null in word: null",
                    "r6", "empty in word: ",
                    "r7", "too long in word: 6 tokens instead of at most 5",
                    "r8", "empty in sounds:  \t ",
                    "r9", "null in sounds: null",
                    "r10", "too long in sounds: 5 tokens instead of at most 4")));
    assertThat(corpus.rows(Split.TRAIN)).isEqualTo(4);
  }

  @Test
  void overlongRowsAreCutWhenTheJobSaysSo() throws Exception {
    List<Row> rows = new ArrayList<>(PAIRS);
    rows.add(row(7, "abcabc", "B", "train"));
    write(rows);

    PreparedCorpus corpus = prepare("source.overlong=cut");

    assertThat(corpus.card().rejects().rejected()).isZero();
    List<Example> long7 =
        corpus.read(spark).examples(Split.TRAIN).filter(e -> e.key().equals("r7")).collect();
    assertThat(long7.get(0).source()).containsExactly(4, 5, 6, 4, 5);
    assertThat(
            corpus
                .read(spark)
                .table(Split.TRAIN)
                .where("key = 'r7'")
                .head()
                .<String>getAs("source_text"))
        .isEqualTo("abcabc");
  }

  @Test
  void rareTokensAreNotKnownAndNoMoreThanAskedFor() throws Exception {
    write(PAIRS);

    TextField two = (TextField) prepare("source.min_count=2").card().source();
    assertThat(two.vocabulary().tokens()).containsExactly("a", "b", "c");

    TextField best = (TextField) prepare("target.vocabulary=4").card().target();
    assertThat(best.vocabulary().tokens()).containsExactly("AE", "AH", "B", "K");
  }

  @Test
  void autoencoderOfWordsHasOneSide() throws Exception {
    List<Row> rows =
        List.of(
            row(0, "Hello, world!", "", "train"),
            row(1, "hello there", "", "train"),
            row(2, "Good day", "", "test"));
    write(rows);

    PreparedCorpus corpus =
        prepare("target=null", "source={kind: text, column: word, tokens: word, lowercase: true}");

    assertThat(corpus.card().target()).isNull();
    assertThat(((TextField) corpus.card().source()).vocabulary().tokens())
        .containsExactly("hello", "!", ",", "there", "world");
    Example hello =
        corpus.read(spark).examples(Split.TRAIN).filter(e -> e.key().equals("r0")).first();
    assertThat(hello.source()).containsExactly(4, 6, 8, 5);
    assertThat(hello.target()).isSameAs(hello.source());
    assertThat(corpus.read(spark).table(Split.TEST).columns())
        .containsExactly("key", "source", "source_text");
  }

  @Test
  void numbersInCsvAndJsonStayTheTextThatTheyAre() throws Exception {
    Path csv =
        Files.writeString(
            folder.resolve("numbers.csv"),
            "id,word,sounds,side\n01,007,1.50,train\n02,7,2,train\n03,70,2,test\n");
    Path json =
        Files.writeString(
            folder.resolve("numbers.json"),
            """
            {"id": "01", "word": 7.25, "sounds": 2, "side": "train"}
            {"id": "02", "word": 7, "sounds": 2, "side": "train"}
            {"id": "03", "word": 70, "sounds": 2, "side": "test"}
            """);

    PreparedCorpus fromCsv = prepare("data.input={format: csv, path: " + csv + "}");
    assertThat(texts(fromCsv)).containsExactly("01|007|1.50", "02|7|2");
    PreparedCorpus fromJson = prepare("data.input={format: json, path: " + json + "}");
    assertThat(texts(fromJson)).containsExactly("01|7.25|2", "02|7|2");
  }

  private List<String> texts(PreparedCorpus corpus) {
    return corpus
        .read(spark)
        .table(Split.TRAIN)
        .select("key", "source_text", "target_text")
        .orderBy("key")
        .collectAsList()
        .stream()
        .map(row -> row.mkString("|"))
        .toList();
  }

  @Test
  void columnsOfOtherTypesAndTooManyRejectsStopTheJob() throws Exception {
    write(PAIRS);
    spark
        .read()
        .parquet(folder.resolve("input").toString())
        .selectExpr("id", "length(word) word", "sounds", "side")
        .write()
        .parquet(folder.resolve("lengths").toString());

    assertThatThrownBy(
            () -> prepare("data.input.path=" + folder.resolve("lengths"), "evaluate.by=origin"))
        .isInstanceOfSatisfying(
            InvalidJobException.class,
            e ->
                assertThat(e.lines())
                    .containsExactly(
                        "source.column: word is of type int, allowed: string",
                        "evaluate.by: there is no column origin in the input, allowed: id, word,"
                            + " sounds, side"));
    assertThatThrownBy(() -> prepare("source.max_length=3", "data.max_rejects=0"))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("2 of 5 rows cannot be used (2 too long)");
  }

  @Test
  void textsThatAreTheSameWhenNormalisedStandOnOneSide() throws Exception {
    List<Row> rows = new ArrayList<>();
    Map<String, List<String>> spellings = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      String word = "\u00e9" + Integer.toString(1000 + i, 36);
      String decomposed = "e\u0301" + word.substring(1);
      spellings.put(word, List.of(word, word.toUpperCase(Locale.ROOT), decomposed));
      for (String spelling : spellings.get(word)) {
        rows.add(row(rows.size(), spelling, "B", "any"));
      }
    }
    write(rows);

    PreparedCorpus corpus = prepare("data.split={test: 0.3, valid: 0.2, by: word}");

    Map<String, String> sides = new TreeMap<>();
    for (Split split : Split.values()) {
      for (Row row : corpus.read(spark).table(split).collectAsList()) {
        String side = sides.merge(row.getAs("source_text"), split.label(), (a, b) -> a);
        assertThat(split.label()).isEqualTo(side);
      }
    }
    assertThat(sides).hasSize(40);
    // The contract: CRC-32 of the text in UTF-8, here as the field has it.
    sides.forEach(
        (word, side) -> {
          CRC32 crc = new CRC32();
          crc.update(word.getBytes(StandardCharsets.UTF_8));
          double hash = crc.getValue() % 10_000 / 1e4;
          assertThat(side).isEqualTo(hash < 0.3 ? "test" : hash < 0.5 ? "valid" : "train");
        });
    assertThat(sides).containsValues("test", "valid", "train");
  }

  @Test
  void vocabularyWithoutATokenIsRefused() throws Exception {
    write(PAIRS);

    assertThatThrownBy(() -> prepare("source.min_count=5"))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "source.min_count: found 5, allowed: at most 4, which is how often the most frequent"
                + " token of word stands in the train split");
  }

  @Test
  void markOfAWordIsNoWordOfSubwords() throws Exception {
    List<Row> rows = new ArrayList<>(PAIRS);
    rows.add(row(5, " \u2581 ", "B", "train"));
    write(rows);

    prepare("source={kind: text, column: word, tokens: bpe, overlong: cut}");

    assertThat(rejects()).isEqualTo(Map.of("r5", "empty in word:  \u2581 "));
  }

  @Test
  void textWithoutSpacesIsLearnedFromInChunksAndWithinABound() throws Exception {
    String line = "abcd".repeat(100);
    write(
        List.of(
            row(0, line, "B", "train"),
            row(1, line + "e", "B", "train"),
            row(2, line, "B", "test")));

    TextField field =
        (TextField)
            prepare(
                    "source={kind: text, column: word, tokens: unigram, vocabulary: 12,"
                        + " overlong: cut, max_length: 999}")
                .card()
                .source();

    assertThat(String.join("", field.tokens(line))).isEqualTo("\u2581" + line);
    assertThat(field.tokens(line)).hasSizeLessThan(200);
    Map<String, Long> words = new LinkedHashMap<>();
    words.put("four", 3L);
    words.put("fives", 2L);
    words.put("six", 1L);
    assertThat(Vocabularies.first(words, 9)).containsOnlyKeys("four", "fives");
    assertThat(Vocabularies.first(words, 1)).containsOnlyKeys("four");
    assertThat(Vocabularies.first(words, 12)).isEqualTo(words);
  }

  /** As many rows of {@code low} as the paper's example has, and so on. */
  private void writePaper() {
    List<Row> rows = new ArrayList<>();
    Map.of("low", 5, "lower", 2, "newest", 6, "widest", 3)
        .forEach(
            (word, count) -> {
              for (int i = 0; i < count; i++) {
                rows.add(row(rows.size(), "low " + word, "B", "train"));
              }
            });
    rows.add(row(100, "newest lowest", "B", "test"));
    rows.add(row(101, "low low low low low low low", "B", "test"));
    rows.add(row(102, "low low low low low low", "B", "test"));
    write(rows);
  }

  @Test
  void pairEncodingIsLearnedFromTheTrainSplitAndLengthsAreCountedInSubwords() throws Exception {
    writePaper();

    PreparedCorpus corpus =
        prepare("source={kind: text, column: word, tokens: bpe, vocabulary: 20, max_length: 6}");

    TextField field = (TextField) corpus.card().source();
    BpeTokenizer learned = (BpeTokenizer) field.tokenizer();
    // low is in every row, so its pairs come first; then the paper's est.
    assertThat(learned.merges()).startsWith("l o", "lo w", "\u2581 low", "e s", "es t");
    assertThat(field.vocabulary().tokens())
        .startsWith("\u2581low")
        .contains("lo", "est", "l", "w")
        .hasSizeLessThanOrEqualTo(20);
    assertThat(corpus.read(spark).table(Split.TEST).select("key").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("r100", "r102");
    assertThat(rejects())
        .isEqualTo(Map.of("r101", "too long in word: 7 tokens instead of at most 6"));
    Example test =
        corpus.read(spark).examples(Split.TEST).filter(e -> e.key().equals("r100")).first();
    assertThat(field.text(TextField.ids(test.source()))).isEqualTo("newest lowest");
    assertThat(PreparedCorpus.load(at("prepared"))).isEqualTo(corpus);
  }

  @Test
  void unigramModelIsLearnedFromTheTrainSplit() throws Exception {
    writePaper();

    PreparedCorpus corpus =
        prepare("source={kind: text, column: word, tokens: unigram, vocabulary: 16}");

    TextField field = (TextField) corpus.card().source();
    assertThat(((UnigramTokenizer) field.tokenizer()).pieces())
        .containsKeys("\u2581newest", "\u2581", "d")
        .hasSizeBetween(12, 16);
    assertThat(field.tokens("low")).containsExactly("\u2581low");
    Example test =
        corpus.read(spark).examples(Split.TEST).filter(e -> e.key().equals("r100")).first();
    assertThat(field.text(TextField.ids(test.source()))).isEqualTo("newest lowest");
    assertThat(PreparedCorpus.load(at("prepared"))).isEqualTo(corpus);
  }

  @Test
  void givenVocabularyIsTakenAsLongAsItKnowsTheTokens() throws Exception {
    write(PAIRS);
    PreparedCorpus before = prepare();
    // Of the 3 + 3 + 4 letters of these train rows the first's two are unknown: one in five.
    write(
        List.of(
            row(0, "xyb", "AH B AH", "train"),
            row(1, "cab", "K AE B", "train"),
            row(2, "cafe\u0301", "K AE F EY", "train"),
            row(3, "zab", "Z AE B", "test")));
    PreparedCorpus now = prepared(before, Map.of("source", 0.195));

    assertThat(now.card().source()).isEqualTo(before.card().source());
    assertThat(now.card().target()).isEqualTo(before.card().target());
    assertThat(GivenFields.unknown(now.card())).isEqualTo(Map.of("source", 0.2, "target", 0.0));
    assertThatThrownBy(() -> prepared(before, Map.of("source", 0.185)))
        .isInstanceOf(UnfitRowsException.class)
        .hasMessage(
            "the train rows do not fit the fields of the champion, one: source: 20.00 % of the"
                + " tokens are unknown, 18.50 % were when its vocabulary was learned, allowed:"
                + " 19.50 %; train anew with fields of these rows: --set retrain.start=cold");
    assertThat(PreparedCorpus.isAt(at("warm"))).isFalse();
  }

  private PreparedCorpus prepared(PreparedCorpus before, Map<String, Double> unknown)
      throws Exception {
    at("warm").delete();
    GivenFields given =
        new GivenFields(
            "the champion, one", before.card().source(), before.card().target(), unknown);
    return new Preparation(spark, spec(), Optional.of(given)).run(at("warm"), at("rejects"));
  }
}
