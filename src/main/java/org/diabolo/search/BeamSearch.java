package org.diabolo.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.diabolo.batch.Values;
import org.diabolo.engine.Pool;
import org.diabolo.engine.Stepwise;
import org.diabolo.field.Vocabulary;

/**
 * Beam search over a decoder that is given the token before. A row's search ends when nothing that
 * lives can come among its best any more; it then leaves the batch.
 */
final class BeamSearch implements TextSearch {
  private final Pool<Stepwise> decoders;
  private final Limits limits;

  /**
   * @param decoders whose inputs are what an encoder gives, and then the token before
   * @param limits of the search
   */
  BeamSearch(Pool<Stepwise> decoders, Limits limits) {
    this.decoders = decoders;
    this.limits = limits;
  }

  @Override
  public List<List<Hypothesis>> search(int rows, List<Values> encoded) {
    return decoders.with(decoder -> search(decoder, rows, encoded));
  }

  private List<List<Hypothesis>> search(Stepwise decoder, int rows, List<Values> encoded) {
    List<Values> inputs = new ArrayList<>(encoded);
    inputs.add(null);
    decoder.start(rows, inputs);
    Values memory = encoded.get(encoded.size() - 1);
    List<Beam> beams = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      beams.add(new Beam(limits, steps(memory, row)));
    }
    List<Beam> living = beams;
    float[] given = new float[rows];
    Arrays.fill(given, Vocabulary.START);
    while (!living.isEmpty()) {
      float[] probabilities = decoder.step(given);
      Weights weights =
          limits.attention() ? new Weights(decoder.attention(), memory.length()) : null;
      List<Integer> firsts = new ArrayList<>();
      int first = 0;
      for (Beam beam : living) {
        firsts.add(first);
        int size = beam.size();
        beam.extend(first, probabilities, weights);
        first += size;
      }
      given = goOn(decoder, living, firsts);
      living = living.stream().filter(beam -> beam.size() > 0).toList();
    }
    return beams.stream().map(Beam::best).toList();
  }

  /** Of a step of all hypotheses. */
  @Override
  public long numbers() {
    return (long) limits.beam() * limits.vocabulary();
  }

  /** Lets the decoder go on with the hypotheses that live; gives their last tokens. */
  private float[] goOn(Stepwise decoder, List<Beam> beams, List<Integer> firsts) {
    int count = beams.stream().mapToInt(Beam::size).sum();
    int[] rows = new int[count];
    float[] given = new float[count];
    int at = 0;
    for (int b = 0; b < firsts.size(); b++) {
      Beam beam = beams.get(b);
      for (int i = 0; i < beam.size(); i++) {
        rows[at] = firsts.get(b) + beam.parent(i);
        given[at] = beam.last(i);
        at++;
      }
    }
    if (count > 0) {
      decoder.select(rows);
    }
    return given;
  }

  private static int steps(Values memory, int row) {
    if (memory.mask() == null) {
      return memory.length();
    }
    int steps = 0;
    for (int step = 0; step < memory.length(); step++) {
      steps += memory.mask()[row * memory.length() + step] == 0 ? 0 : 1;
    }
    return steps;
  }
}
