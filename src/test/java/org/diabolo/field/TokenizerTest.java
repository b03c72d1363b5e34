package org.diabolo.field;

import static org.assertj.core.api.Assertions.assertThat;

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
