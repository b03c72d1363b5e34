package org.diabolo.drift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;

/**
 * Of a text how long it is, how much of it the vocabulary does not know, and the share of each of
 * the vocabulary's most frequent tokens among its own. Spaces are never unknown characters.
 */
final class TextFeatures implements Features {
  private static final long serialVersionUID = 1;

  /** Of the vocabulary, which begins with the most frequent. */
  private static final int MOST_TOKENS = 32;

  /** Of one row, that are named. */
  private static final int MOST_STRANGE = 20;

  private static final List<String> NAMES =
      List.of("characters", "tokens", "share of unknown characters", "share of unknown tokens");

  private final TextField field;
  private final Set<Integer> known = new HashSet<>();
  private final int tokens;

  TextFeatures(TextField field) {
    this.field = field;
    List<String> vocabulary = field.vocabulary().tokens();
    vocabulary.forEach(token -> token.codePoints().forEach(known::add));
    this.tokens = Math.min(MOST_TOKENS, vocabulary.size());
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>(NAMES);
    for (int i = 0; i < tokens; i++) {
      names.add("share of token \"" + field.vocabulary().token(Vocabulary.FIRST + i) + "\"");
    }
    return names;
  }

  @Override
  public Told of(Object cell, float[] prepared) {
    String text = field.normalised((String) cell);
    List<String> cut = field.tokens(text);
    int[] counts = new int[tokens];
    List<String> unknown = new ArrayList<>();
    for (String token : cut) {
      int id = field.vocabulary().id(token);
      if (id == Vocabulary.UNKNOWN) {
        unknown.add(token);
      } else if (id >= Vocabulary.FIRST && id < Vocabulary.FIRST + tokens) {
        counts[id - Vocabulary.FIRST]++;
      }
    }
    int characters = text.codePointCount(0, text.length());
    float[] numbers = new float[NAMES.size() + tokens];
    numbers[0] = characters;
    numbers[1] = cut.size();
    numbers[2] = share(text.codePoints().filter(this::isStrange).count(), characters);
    numbers[3] = share(unknown.size(), cut.size());
    for (int i = 0; i < tokens; i++) {
      numbers[NAMES.size() + i] = share(counts[i], cut.size());
    }
    return unknown.isEmpty() ? new Told(numbers) : new Told(numbers, strange(text, unknown));
  }

  private static float share(long some, int all) {
    return all == 0 ? 0 : (float) some / all;
  }

  private boolean isStrange(int character) {
    return !Character.isWhitespace(character) && !known.contains(character);
  }

  private Strange strange(String text, List<String> unknown) {
    return new Strange(
        unknown.stream().distinct().limit(MOST_STRANGE).toList(),
        text.codePoints()
            .filter(this::isStrange)
            .distinct()
            .limit(MOST_STRANGE)
            .mapToObj(Character::toString)
            .toList());
  }
}
