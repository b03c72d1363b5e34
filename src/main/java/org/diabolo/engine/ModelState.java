package org.diabolo.engine;

import java.io.Serializable;

/**
 * All that training changes, as flat arrays in DL4J's own order.
 *
 * @param parameters of the network
 * @param updater the optimiser's state (Adam's moments, ...); empty when it has none, or none that
 *     is worth keeping
 * @param iteration optimiser steps taken so far
 */
public record ModelState(float[] parameters, float[] updater, long iteration)
    implements Serializable {

  /**
   * @return how many numbers both arrays hold
   */
  public long numbers() {
    return parameters.length + (long) updater.length;
  }
}
