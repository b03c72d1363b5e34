package org.diabolo.engine;

/**
 * A trained pair on one executor slot.
 *
 * @param encoder source to code
 * @param decoder code to target
 */
public record Codec(Forward encoder, Forward decoder) {}
