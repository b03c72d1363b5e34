package org.diabolo.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;

class TokenizerTest {
  @Test
  void charactersAreCodePoints() {
    CharTokenizer tokenizer = new CharTokenizer();

    assertThat(tokenizer.split("a😀か")).containsExactly("a", "😀", "か");
    assertThat(tokenizer.join(List.of("a", "😀", "か"))).isEqualTo("a😀か");
    assertThat(tokenizer.split("")).isEmpty();
  }

  @Test
  void whiteSpaceOfAnyScriptSeparates() {
    SpaceTokenizer tokenizer = new SpaceTokenizer();

    assertThat(tokenizer.split(" AH  B\tR\u3000IY\u00a0V\n"))
        .containsExactly("AH", "B", "R", "IY", "V");
    assertThat(tokenizer.join(List.of("AH", "B"))).isEqualTo("AH B");
    assertThat(tokenizer.split(" \u00a0 ")).isEmpty();
  }

  @Test
  void wordsAreCutAtUnicodesBreaks() {
    WordTokenizer tokenizer = new WordTokenizer();

    assertThat(tokenizer.split("Don't stop, l\u2019été\u00a0won: 3.14 km!"))
        .containsExactly("Don't", "stop", ",", "l\u2019été", "won", ":", "3.14", "km", "!");
  }

  @Test
  void fieldsNormaliseBeforeTheyCutAndKnowWhatTheyKnow() {
    TextField field =
        new TextField(new CharTokenizer(), true, 3, new Vocabulary(List.of("é", "a")));

    // e and a combining accent are one character in normal form C.
    assertThat(field.tokens("E\u0301Ab")).containsExactly("é", "a", "b");
    assertThat(TextField.ids(field.toNetwork("E\u0301Aba")))
        .containsExactly(Vocabulary.FIRST, Vocabulary.FIRST + 1, Vocabulary.UNKNOWN);
    assertThat(field.text(new int[] {Vocabulary.FIRST + 1, Vocabulary.FIRST})).isEqualTo("aé");
  }

  @Test
  void normalisedTextIsNormalisedForGood() {
    TextField field = new TextField(new CharTokenizer(), true, 9, new Vocabulary(List.of()));

    // There is no capital J with a caron, but a small one.
    assertThat(field.normalised("J\u030c")).isEqualTo("\u01f0");
    for (String text : List.of("J\u030c", "\u0130I\u0307", "\u1e9e", "\u03a3\u03a3", "H\u0331")) {
      String once = field.normalised(text);
      assertThat(field.normalised(once)).as(text).isEqualTo(once);
    }
  }

  @Test
  void wordsOfAnyLengthAreCutIntoPairsAndKeptPiecesAreTheSame() throws Exception {
    BpeTokenizer tokenizer = new BpeTokenizer(List.of("a b", "ab ab", MarkedWords.MARK + " ab"));
    String word = "ab".repeat(50_000);

    List<String> pieces = tokenizer.split(word);

    assertThat(String.join("", pieces)).isEqualTo(MarkedWords.MARK + word);
    // The mark and 99 pairs and an a make the first 200 code points.
    assertThat(pieces).startsWith(MarkedWords.MARK, "abab");
    assertThat(pieces.get(50)).isEqualTo("ab");
    assertThat(pieces.subList(51, 53)).containsExactly("a", "b");
    assertThat(tokenizer.split("abab ab abab"))
        .containsExactly(
            MarkedWords.MARK, "abab", MarkedWords.MARK + "ab", MarkedWords.MARK, "abab")
        .isEqualTo(tokenizer.split("abab ab abab"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(tokenizer);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      BpeTokenizer sent = (BpeTokenizer) in.readObject();
      assertThat(sent).isEqualTo(tokenizer);
      assertThat(sent.split(word)).isEqualTo(pieces);
    }
  }

  @Test
  void chunksAreOfCodePoints() {
    assertThat(MarkedWords.chunks("a😀か😀b", 2)).containsExactly("a😀", "か😀", "b");
    assertThat(MarkedWords.chunks("abcd", 2)).containsExactly("ab", "cd");
    assertThat(MarkedWords.chunks("ab", 2)).containsExactly("ab");
  }

  /** Keeps a field by its interface, as a bundle's card does. */
  record Holder(Field field) {}

  @Test
  void jsonGivesTheFieldBackAndCanBeRead() {
    Holder holder =
        new Holder(
            new TextField(new SpaceTokenizer(), false, 9, new Vocabulary(List.of("AH", "B"))));

    String json = Json.line(holder);

    assertThat(json).contains("\"tokens\":\"space\"", "\"vocabulary\":[\"AH\",\"B\"]");
    assertThat(Json.read(json, Holder.class)).isEqualTo(holder);
  }
}
