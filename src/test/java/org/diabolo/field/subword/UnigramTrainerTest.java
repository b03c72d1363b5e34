package org.diabolo.field.subword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.diabolo.field.TextField;
import org.diabolo.field.UnigramTokenizer;
import org.diabolo.field.Vocabulary;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;

class UnigramTrainerTest {

  /** All ways to cut a text into pieces. */
  private static List<List<String>> cuts(String text, Map<String, Double> pieces) {
    if (text.isEmpty()) {
      return List.of(List.of());
    }
    List<List<String>> cuts = new ArrayList<>();
    for (int end = 1; end <= text.length(); end++) {
      String first = text.substring(0, end);
      if (pieces.containsKey(first)) {
        for (List<String> rest : cuts(text.substring(end), pieces)) {
          List<String> cut = new ArrayList<>(List.of(first));
          cut.addAll(rest);
          cuts.add(cut);
        }
      }
    }
    return cuts;
  }

  private static double score(List<String> cut, Map<String, Double> pieces) {
    return cut.stream().mapToDouble(pieces::get).sum();
  }

  private static Map<String, Double> randomPieces(Random random) {
    Map<String, Double> pieces = new HashMap<>();
    for (String piece :
        List.of("\u2581", "a", "b", "\u2581a", "ab", "ba", "aa", "bb", "aba", "\u2581ab", "bab")) {
      pieces.put(piece, -5 * random.nextDouble());
    }
    return pieces;
  }

  @Test
  void viterbiFindsTheBestOfAllCuts() {
    Random random = new Random(7);
    for (int trial = 0; trial < 200; trial++) {
      Map<String, Double> pieces = randomPieces(random);
      StringBuilder word = new StringBuilder();
      for (int i = 0; i < 8; i++) {
        word.append(random.nextBoolean() ? 'a' : 'b');
      }
      List<String> found = new UnigramTokenizer(pieces).split(word.toString());
      List<List<String>> all = cuts("\u2581" + word, pieces);
      assertThat(all).contains(found);
      assertThat(score(found, pieces))
          .isEqualTo(
              all.stream().mapToDouble(cut -> score(cut, pieces)).max().orElseThrow(),
              within(1e-12));
    }
  }

  @Test
  void expectedCountsAreThoseOverAllCuts() {
    Map<String, Double> pieces = randomPieces(new Random(3));
    List<String> names = List.copyOf(pieces.keySet());
    Map<String, Integer> ids = new HashMap<>();
    names.forEach(name -> ids.put(name, ids.size()));
    double[] score = names.stream().mapToDouble(pieces::get).toArray();
    boolean[] alive = new boolean[score.length];
    java.util.Arrays.fill(alive, true);
    double[] expected = new double[score.length];

    new Pieces(ids).lattice("\u2581abbaba").expect(score, alive, 3, expected);

    double[] counted = new double[score.length];
    double total = 0;
    for (List<String> cut : cuts("\u2581abbaba", pieces)) {
      double likely = Math.exp(score(cut, pieces));
      total += likely;
      for (String piece : cut) {
        counted[ids.get(piece)] += 3 * likely;
      }
    }
    for (int i = 0; i < counted.length; i++) {
      assertThat(expected[i]).as(names.get(i)).isEqualTo(counted[i] / total, within(1e-9));
    }
  }

  @Test
  void unknownCharactersAreTokensOfTheirOwn() {
    UnigramTokenizer tokenizer =
        new UnigramTokenizer(Map.of("\u2581", -2.0, "a", -1.0, "\u2581a", -1.5));

    assertThat(tokenizer.split("a\ud83d\ude00a")).containsExactly("\u2581a", "\ud83d\ude00", "a");
  }

  @Test
  void learnsTheSizeAskedForAndCutsRealTextWithoutLoss() throws Exception {
    String text = BpeTrainerTest.realText();
    Map<String, Long> words = BpeTrainerTest.words(text);

    UnigramTokenizer learned = UnigramTrainer.train(words, 400);

    assertThat(learned.pieces()).hasSize(400);
    assertThat(learned.pieces().keySet())
        .as("every character")
        .containsAll(
            String.join("", words.keySet()).codePoints().mapToObj(Character::toString).toList());
    double total = learned.pieces().values().stream().mapToDouble(Math::exp).sum();
    assertThat(total).isEqualTo(1, within(1e-3));
    List<String> tokens = learned.split(text);
    assertThat(learned.join(tokens)).isEqualTo(text.replaceAll("(?U)\\s+", " ").strip());
    assertThat(tokens).hasSizeLessThan(text.length() * 2 / 3);
    assertThat(UnigramTrainer.train(new HashMap<>(words), 400)).isEqualTo(learned);

    TextField field = new TextField(learned, false, 50, new Vocabulary(List.of("\u2581the")));
    assertThat(Json.read(Json.pretty(field), org.diabolo.field.Field.class)).isEqualTo(field);
  }

  @Test
  void learnsThousandsOfPiecesInSeconds() {
    Map<String, Long> words = BpeTrainerTest.syllables(15_000);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

    UnigramTokenizer learned = UnigramTrainer.train(words, 3_000);

    assertThat(learned.pieces()).hasSizeBetween(2_800, 3_000);
    long now = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(Duration.ofNanos(now - start))
        .as("on a processor")
        .isLessThan(Duration.ofSeconds(30));
  }
}
