package org.diabolo.engine;

import java.io.Serializable;

/** Makes replicas of one model where they are needed; equal factories make equal replicas. */
public interface ReplicaFactory extends Serializable {

  /**
   * @return a new replica
   */
  Replica create();

  /**
   * @return the state that training starts from; the same for the same model and seed
   */
  ModelState start();

  /**
   * Parameters that no gradient moves: what a network keeps of the rows it saw, as batch
   * normalisation does. They are averaged as they are, without momentum, and say nothing of how far
   * a round went.
   *
   * @return their places among the parameters, in rising order
   */
  default int[] statistics() {
    return new int[0];
  }

  /**
   * What two factories must have in common so that the one's replicas can go on from the other's
   * states, whatever engine they run on.
   *
   * @return the model that is trained, in words of any kind
   */
  String model();
}
