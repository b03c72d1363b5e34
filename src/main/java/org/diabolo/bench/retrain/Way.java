package org.diabolo.bench.retrain;

import java.util.List;
import java.util.Locale;
import org.diabolo.job.RetrainSpec.Codes;
import org.diabolo.job.RetrainSpec.Start;

/**
 * A way to retrain, by what the job says of it.
 *
 * @param codes what becomes of the space of codes
 * @param start what a candidate begins with
 */
public record Way(Codes codes, Start start) {
  /** As if there had been no model before, which all others are held against. */
  static final Way FRESH = new Way(Codes.FRESH, Start.COLD);

  /** What the job says, as {@code key=value}. */
  List<String> overrides() {
    return List.of("retrain.codes=" + word(codes), "retrain.start=" + word(start));
  }

  /** In results, and in the names of runs. */
  @Override
  public String toString() {
    return word(codes) + "-" + word(start);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
