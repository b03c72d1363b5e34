package org.diabolo.average;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a training's time went. */
final class TimeLedger {
  /** What is not training and takes more than this share deserves a word. */
  private static final double WORTH_A_WORD = 0.2;

  private final Map<Kind, Double> seconds = new LinkedHashMap<>();

  /** What time is spent on, and what to change where it is too much. */
  enum Kind {
    TRAINING("training", null),
    SHUFFLE("shuffling the rows", "it is done once a training, and weighs less over more epochs"),
    PROBE("finding the period", "give the period found, averaging.period, by hand"),
    BROADCAST("broadcasting", "a longer averaging.period, or averaging.updater: local"),
    REDUCE("averaging", "a longer averaging.period, or averaging.transfer: bf16"),
    WAITING("waiting for Spark", "a longer averaging.period, or as many workers as task slots"),
    RETRIES("rounds that were not applied", "a smaller train.optimizer.rate"),
    VALIDATION("validation", "validate less often, train.validate: {epochs: 5}"),
    CHECKPOINTS("checkpoints", "fewer of them, train.checkpoints: {minutes: 30}");

    private final String label;
    private final String advice;

    Kind(String label, String advice) {
      this.label = label;
      this.advice = advice;
    }
  }

  void add(Kind kind, double more) {
    seconds.merge(kind, more, Double::sum);
  }

  void add(RoundTimes times) {
    add(Kind.TRAINING, times.compute());
    add(Kind.BROADCAST, times.broadcast());
    add(Kind.REDUCE, times.reduce());
    add(Kind.WAITING, times.waiting());
  }

  /** Adds what the work takes. */
  <T> T time(Kind kind, java.util.function.Supplier<T> work) {
    long began = System.nanoTime();
    try {
      return work.get();
    } finally {
      add(kind, (System.nanoTime() - began) / 1e9);
    }
  }

  private double total() {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Seconds by kind, for the manifest. */
  Map<String, Double> bySeconds() {
    Map<String, Double> named = new LinkedHashMap<>();
    seconds.forEach(
        (kind, spent) ->
            named.put(kind.name().toLowerCase(Locale.ROOT), Math.round(spent * 1000) / 1000.0));
    return named;
  }

  /** One line; with advice when much of the time was not training. */
  String line() {
    double total = total();
    Map<Kind, Double> others = new LinkedHashMap<>(seconds);
    double training = others.getOrDefault(Kind.TRAINING, 0.0);
    others.remove(Kind.TRAINING);
    String parts =
        others.entrySet().stream()
            .filter(entry -> entry.getValue() >= 0.005 * total)
            .sorted(Map.Entry.<Kind, Double>comparingByValue().reversed())
            .map(entry -> ", " + share(entry.getValue(), total) + " " + entry.getKey().label)
            .collect(Collectors.joining());
    String line =
        String.format(
            Locale.ROOT, "of %.1f s, %s training%s", total, share(training, total), parts);
    if (total - training <= WORTH_A_WORD * total) {
      return line;
    }
    Kind largest =
        others.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return line + "; to train more of the time: " + largest.advice;
  }

  private static String share(double part, double total) {
    return Math.round(100 * part / total) + " %";
  }
}
