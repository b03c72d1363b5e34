package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.Test;

class WordForWordTest {
  private static WordForWord.Pair pair(String source, String target) {
    return new WordForWord.Pair(List.of(source.split(" ")), List.of(target.split(" ")));
  }

  private static final List<WordForWord.Pair> BOOKS =
      List.of(
          pair("das Haus", "the house"), pair("das Buch", "the book"), pair("ein Buch", "a book"));

  @Test
  void wordsAreTranslatedInTheirOrderAndUnknownOnesCopied() {
    WordForWord baseline = WordForWord.learn(BOOKS, 100);

    assertThat(baseline.translate(List.of("ein", "Haus", "das", "Buch", "Maus")))
        .containsExactly("a", "house", "the", "book", "Maus");
  }

  @Test
  void pairsBeyondTheLimitAreNotRead() {
    assertThat(WordForWord.learn(BOOKS, 2).translate(List.of("ein", "das")))
        .containsExactly("ein", "the");
  }

  @Test
  void itTravels() {
    assertThat(SerializationUtils.clone(WordForWord.learn(BOOKS, 100)).translate(List.of("Haus")))
        .containsExactly("house");
  }

  /** A made-up language: every word has one translation, and the order of words is lost. */
  @Test
  void aDictionaryIsFoundInSentencesOfAnyOrder() {
    SplittableRandom random = new SplittableRandom(4);
    List<WordForWord.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      List<String> source = new ArrayList<>();
      List<String> target = new ArrayList<>();
      for (int j = 0; j < 8; j++) {
        int word = random.nextInt(100);
        source.add("s" + word);
        target.add(random.nextInt(target.size() + 1), "t" + word);
      }
      pairs.add(new WordForWord.Pair(source, target));
    }

    WordForWord baseline = WordForWord.learn(pairs, 500);

    for (int word = 0; word < 100; word++) {
      assertThat(baseline.translate(List.of("s" + word))).containsExactly("t" + word);
    }
  }
}
