package org.diabolo.architecture.planted.ground;

/** Has a constant. */
public interface Steps {
  int STEPS = 3;
}
