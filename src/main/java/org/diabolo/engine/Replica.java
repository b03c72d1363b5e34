package org.diabolo.engine;

import org.diabolo.batch.Batch;

/**
 * One executor slot's copy of the model. Used by one thread at a time; after {@link #load} nothing
 * of what it did before can be noticed.
 */
public interface Replica {

  /**
   * Takes over a state.
   *
   * @param state parameters and optimiser state; not changed, not kept. Where the optimiser state
   *     is empty the optimiser begins anew
   * @param seed of what is drawn inside the network (dropout)
   */
  void load(ModelState state, long seed);

  /**
   * Takes one optimiser step.
   *
   * @param batch the examples
   * @param rate learning rate of this step
   * @return mean loss of the batch's examples before the step
   */
  double step(Batch batch, double rate);

  /**
   * @param batch the examples
   * @return mean loss of the batch's examples, as in inference
   */
  double loss(Batch batch);

  /**
   * The class that the first output finds likeliest at each step, as in inference.
   *
   * @param batch the examples; labels are not looked at
   * @return row-major, at least {@code rows × length} classes from 0, of equal ones the first;
   *     valid until the next call
   * @throws UnsupportedOperationException when the replica's rows have no classes
   */
  default int[] guesses(Batch batch) {
    throw new UnsupportedOperationException(getClass().getName() + " guesses no classes");
  }

  /**
   * @return a copy of the present state
   */
  ModelState save();
}
