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
   * What two factories must have in common so that the one's replicas can go on from the other's
   * states, whatever engine they run on.
   *
   * @return the model that is trained, in words of any kind
   */
  String model();
}
