package org.diabolo.architecture.planted.round.west;

import static org.diabolo.architecture.planted.ground.Steps.STEPS;

/** Leads back. */
public record Door(org.diabolo.architecture.planted.round.east.Door next) {
  int steps() {
    return STEPS;
  }
}
