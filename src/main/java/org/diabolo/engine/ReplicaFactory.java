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
}
