package org.diabolo.engine;

import java.util.List;
import org.diabolo.batch.Values;

/**
 * A trained network that is run one step of a sequence after the other, as when what it gives out
 * decides what it is given next. Used by one thread at a time.
 */
public interface Stepwise {

  /**
   * Begins a new run; what depends on these inputs alone is computed once.
   *
   * @param rows to run side by side, at least 1
   * @param inputs one for each of the network's inputs; that of the input that is stepped through
   *     is not looked at and may be null
   */
  void start(int rows, List<Values> inputs);

  /**
   * Takes all rows a step further.
   *
   * @param input what the stepped input gets: a token id a row, or row-major a vector a row; at
   *     least as many numbers as the rows need
   * @return row-major, what the network gives out at this step; a copy
   */
  float[] step(float[] input);

  /**
   * Goes on with other rows, each of them with its past and its inputs.
   *
   * @param rows for each row from now on, which of the present rows it continues; a row may be
   *     continued several times or not at all, and their number may change
   */
  void select(int[] rows);

  /**
   * @return whether {@link #attention} can be told
   */
  default boolean attends() {
    return false;
  }

  /**
   * Tells what was attended to in the last step, before rows were selected: the mean of the heads'
   * weights, which sum to 1. Of several attentions it is the last, which is nearest to the output.
   *
   * @return {@code [rows][steps of the memory]}, row-major; a copy
   * @throws UnsupportedOperationException where nothing is attended to, or the engine does not tell
   */
  default float[] attention() {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " does not tell what was attended to");
  }
}
