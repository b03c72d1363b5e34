package org.diabolo.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.diabolo.fuzz.Trial.Find;

/**
 * Reads what it changes at random, beginning with what is whole, and keeps what takes a branch that
 * nothing before it took, to change that further.
 */
final class Fuzzer {
  private final FuzzedReader reader;
  private final Random random;
  private final Mutator mutator;
  private final List<Parts> corpus = new ArrayList<>();
  private final Map<String, Found> finds = new TreeMap<>();
  private long tried;
  private long accepted;

  Fuzzer(FuzzedReader reader, long seed) {
    this.reader = reader;
    this.random = new Random(seed);
    this.mutator = new Mutator(random, reader.words());
  }

  /** A find, and the shortest input that gave it. */
  record Found(Find find, Parts parts) {}

  /**
   * @param inputs that were read
   * @param accepted of them that were not refused
   * @param corpus of inputs that each took a branch of its own
   * @param finds by their places
   */
  record Report(
      String reader,
      long inputs,
      long accepted,
      int corpus,
      Coverage.Branches branches,
      Map<String, Found> finds) {
    @Override
    public String toString() {
      return String.format(
          "%-10s %,9d inputs, %,8d of them read, the others refused; %,5d of %,5d branches covered,"
              + " by a corpus of %,d; %d finds",
          reader, inputs, accepted, branches.covered(), branches.all(), corpus, finds.size());
    }
  }

  /**
   * @param more asked before each input
   */
  Report run(BooleanSupplier more) throws Exception {
    Coverage coverage = Coverage.begin();
    for (Parts seed : reader.seeds()) {
      attempt(seed);
      corpus.add(seed);
    }
    int probes = coverage.probes();
    while (more.getAsBoolean()) {
      Parts parts = next();
      attempt(parts);
      int now = coverage.probes();
      if (now > probes) {
        corpus.add(parts);
      }
      probes = now;
    }
    return new Report(
        reader.name(), tried, accepted, corpus.size(), coverage.branches(reader), finds);
  }

  private Parts next() {
    Parts parts = corpus.get(random.nextInt(corpus.size()));
    Parts other = corpus.get(random.nextInt(corpus.size()));
    return reader.mended(mutator.mutated(parts, other), random);
  }

  private void attempt(Parts parts) {
    tried++;
    Optional<Find> find = Trial.of(reader, parts, read -> accepted += read ? 1 : 0);
    find.ifPresent(
        found ->
            finds.merge(
                found.place(),
                new Found(found, parts),
                (a, b) -> a.parts().length() <= b.parts().length() ? a : b));
  }
}
