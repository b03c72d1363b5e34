package org.diabolo.model;

import java.util.List;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.job.BadDataException;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.search.SourceEncoder;

/**
 * A run of two small rows through a model, as those run it who use it: what DL4J reads, and what an
 * engine opens, need not be what can be run.
 */
public final class TrialRun {
  /** Two hypotheses, a few steps. */
  private static final PredictSpec SEARCH = new PredictSpec(2, 1, 0, 4, false, List.of());

  private TrialRun() {}

  /**
   * @param bundle that was read
   * @param place where it is, for messages
   * @throws BadDataException that names the network's file when it cannot be run
   */
  public static void of(Bundle bundle, String place) {
    Bundle.Parts parts = bundle.parts();
    List<float[]> rows = rows(parts.source());
    tried(place + "/" + BundleStore.ENCODER, () -> new SourceEncoder(parts).encode(rows));
    tried(place + "/" + BundleStore.DECODER, () -> Answers.open(parts, SEARCH).of(rows));
  }

  /** Of texts two lengths, neither of them 1, because a mask is needed then, and steps. */
  private static List<float[]> rows(Field source) {
    return source instanceof NumberField numbers
        ? List.of(new float[numbers.size()], new float[numbers.size()])
        : List.of(source.toNetwork("a b"), source.toNetwork("a b c d"));
  }

  private static void tried(String file, Runnable run) {
    try {
      run.run();
    } catch (RuntimeException e) {
      throw new BadDataException(file + ": is of a graph that cannot be run", e);
    }
  }
}
