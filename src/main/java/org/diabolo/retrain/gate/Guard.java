package org.diabolo.retrain.gate;

/**
 * Something that must hold whatever the errors say.
 *
 * @param holds whether it does
 * @param says what was found, and what is allowed
 */
public record Guard(boolean holds, String says) {}
