package org.diabolo.sample;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What splits and scores of the sample data rely on, whatever fetch-data makes of its sources. */
class SampleDataTest {
  @ParameterizedTest
  @CsvSource({
    "bible, id",
    "countries, id",
    "countries, question",
    "emoji, id",
    "emoji, name",
    "foods, id",
    "katakana, id",
    "pronounce, word",
    "quiz, id"
  })
  void keysAreUniqueAndNothingIsNull(String name, String key) {
    List<Row> rows = rows(name);
    assertThat(rows).hasSizeGreaterThan(100).allMatch(row -> !row.anyNull());
    assertThat(texts(rows, key)).hasSameSizeAs(rows);
  }

  @Test
  void noBaseOfAnEmojiIsHeldOutAndSeen() {
    List<Row> rows = rows("emoji");
    assertThat(texts(of(rows, "origin", "train"), "base"))
        .doesNotContainAnyElementsOf(texts(of(rows, "origin", "base"), "base"))
        .containsAll(texts(of(rows, "origin", "variant"), "base"));
    assertThat(texts(rows, "origin")).containsExactlyInAnyOrder("train", "variant", "base");
  }

  @Test
  void imagesOfEmojiAre64PixelsWideAndHigh() throws IOException {
    for (Row row : rows("emoji")) {
      var image = ImageIO.read(new ByteArrayInputStream(row.<byte[]>getAs("image")));
      assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(64, 64);
    }
  }

  @Test
  void everyFactAskedForInTestIsSeenInTraining() {
    List<Row> rows = rows("countries");
    Function<Row, String> fact =
        row -> row.getAs("country") + " " + row.getAs("relation") + " " + row.getAs("answer");
    Set<String> trained = of(rows, "origin", "train").stream().map(fact).collect(toSet());
    assertThat(of(rows, "origin", "test"))
        .isNotEmpty()
        .allMatch(row -> trained.contains(fact.apply(row)));
  }

  @Test
  void namesInLatinLettersDifferInMoreThanCase() {
    List<Row> rows = rows("katakana");
    Set<String> names = texts(rows, "latin");
    assertThat(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(toSet()))
        .hasSameSizeAs(names);
    assertThat(rows)
        .allMatch(row -> row.<String>getAs("katakana").matches("[ァ-ヺー・]+"))
        .allMatch(row -> Normalizer.isNormalized(row.getAs("latin"), Normalizer.Form.NFC));
  }

  @Test
  void wordsAndPhonemesAreOfTheirAlphabets() {
    Set<String> phonemes = new HashSet<>();
    for (Row row : rows("pronounce")) {
      assertThat(row.<String>getAs("word")).matches("[a-z]+");
      phonemes.addAll(List.of(row.<String>getAs("phonemes").split(" ")));
    }
    // The 39 of the dictionary: http://www.speech.cs.cmu.edu/cgi-bin/cmudict
    assertThat(phonemes).hasSize(39).allMatch(phoneme -> phoneme.matches("[A-Z]{1,2}"));
  }

  private static List<Row> rows(String name) {
    return LocalSpark.session().read().parquet("sample-data/" + name).collectAsList();
  }

  private static List<Row> of(List<Row> rows, String column, String value) {
    return rows.stream().filter(row -> row.getAs(column).equals(value)).toList();
  }

  private static Set<String> texts(List<Row> rows, String column) {
    return rows.stream().map(row -> row.<String>getAs(column)).collect(toSet());
  }
}
