package org.diabolo.field.subword;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.diabolo.field.BpeTokenizer;
import org.diabolo.field.MarkedWords;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;

class BpeTrainerTest {
  /** The example of Sennrich et al. 2016. */
  private static final Map<String, Long> PAPER =
      Map.of("\u2581low", 5L, "\u2581lower", 2L, "\u2581newest", 6L, "\u2581widest", 3L);

  static Map<String, Long> words(String text) {
    Map<String, Long> words = new TreeMap<>();
    MarkedWords.split(text).forEach(word -> words.merge(word, 1L, Long::sum));
    return words;
  }

  static String realText() throws Exception {
    return Files.readString(Path.of("ARCHITECTURE.md"), StandardCharsets.UTF_8);
  }

  @Test
  void learnsThePapersMerges() {
    // 11 characters and four merges.
    assertThat(BpeTrainer.train(PAPER, 15).merges()).containsExactly("e s", "es t", "l o", "lo w");

    BpeTokenizer more = BpeTrainer.train(PAPER, 19);
    assertThat(more.split("newest lowest wider"))
        .containsExactly("\u2581", "newest", "\u2581low", "est", "\u2581", "w", "i", "d", "e", "r");
  }

  /** Algorithm 1 as it stands in the paper: all pairs are counted anew for every merge. */
  private static List<String> naive(Map<String, Long> words, int merges) {
    Map<List<String>, Long> cut = new LinkedHashMap<>();
    words.forEach(
        (word, count) -> cut.put(word.codePoints().mapToObj(Character::toString).toList(), count));
    List<String> learned = new ArrayList<>();
    while (learned.size() < merges) {
      TreeMap<String, Long> pairs = new TreeMap<>();
      cut.forEach(
          (symbols, count) -> {
            for (int i = 0; i + 1 < symbols.size(); i++) {
              pairs.merge(symbols.get(i) + " " + symbols.get(i + 1), count, Long::sum);
            }
          });
      long most = pairs.values().stream().mapToLong(n -> n).max().orElse(0);
      if (most < 2) {
        break;
      }
      String best =
          pairs.entrySet().stream().filter(e -> e.getValue() == most).findFirst().get().getKey();
      learned.add(best);
      Map<List<String>, Long> next = new LinkedHashMap<>();
      cut.forEach(
          (symbols, count) -> {
            String spaced = " " + String.join("  ", symbols) + " ";
            String merged =
                spaced.replace(
                    " " + best.replace(" ", "  ") + " ", " " + best.replace(" ", "") + " ");
            next.put(List.of(merged.strip().split(" +")), count);
          });
      cut.clear();
      cut.putAll(next);
    }
    return learned;
  }

  @Test
  void incrementalCountsGiveTheNaiveAlgorithmsMerges() throws Exception {
    Map<String, Long> words = words(realText().substring(0, 6000));
    int characters = (int) String.join("", words.keySet()).codePoints().distinct().count();

    BpeTokenizer learned = BpeTrainer.train(words, characters + 200);

    assertThat(learned.merges()).hasSize(200).isEqualTo(naive(words, 200));
    assertThat(BpeTrainer.train(new HashMap<>(words), characters + 200)).isEqualTo(learned);
    assertThat(BpeTrainer.train(Map.of("\u2581aaaaa", 2L), 10).merges())
        .isEqualTo(naive(Map.of("\u2581aaaaa", 2L), 10));
  }

  @Test
  void joiningGivesBackRealTextUpToWhiteSpace() throws Exception {
    String text =
        realText() + "\ncaf\u00e9 \ud83d\ude00x \u30ab\u30bf\u30ab\u30ca\u3000two\u00a0three";
    BpeTokenizer learned = BpeTrainer.train(words(realText()), 800);

    List<String> tokens = learned.split(text);

    assertThat(learned.join(tokens)).isEqualTo(text.replaceAll("(?U)\\s+", " ").strip());
    assertThat(tokens).hasSizeLessThan(text.length() / 2).contains("\ud83d\ude00");
  }

  @Test
  void bundleJsonKeepsTheMerges() {
    TextField field =
        new TextField(
            BpeTrainer.train(PAPER, 15), true, 20, new Vocabulary(List.of("\u2581low", "est")));

    String json = Json.pretty(field);

    assertThat(json).contains("\"tokens\" : \"bpe\"").contains("\"lo w\"");
    assertThat(Json.read(json, org.diabolo.field.Field.class)).isEqualTo(field);
  }

  /** Words of syllables, of which some are much more frequent than others. */
  static Map<String, Long> syllables(int count) {
    Random random = new Random(1);
    List<String> syllables = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String consonant = "" + "bcdfghklmnprstvz".charAt(random.nextInt(16));
      String vowel = "" + "aeiou".charAt(random.nextInt(5));
      String end = random.nextBoolean() ? "" : "" + "nrst".charAt(random.nextInt(4));
      syllables.add(consonant + vowel + end);
    }
    Map<String, Long> words = new HashMap<>();
    while (words.size() < count) {
      StringBuilder word = new StringBuilder(MarkedWords.MARK);
      for (int i = 2 + random.nextInt(4); i > 0; i--) {
        word.append(syllables.get((int) (400 * Math.pow(random.nextDouble(), 2))));
      }
      words.put(word.toString(), 1 + (long) (1 / (random.nextDouble() + 1e-4)));
    }
    return words;
  }

  @Test
  void learnsEightThousandMergesOfFiftyThousandWordsInSeconds() {
    Map<String, Long> words = syllables(50_000);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

    BpeTokenizer learned = BpeTrainer.train(words, 8_030);

    assertThat(learned.merges()).hasSizeGreaterThan(7_900);
    long now = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(Duration.ofNanos(now - start))
        .as("on a processor")
        .isLessThan(Duration.ofSeconds(30));
  }
}
