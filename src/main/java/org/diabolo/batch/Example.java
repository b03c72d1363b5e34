package org.diabolo.batch;

import java.io.Serializable;

/**
 * One prepared row.
 *
 * @param key unique among the rows; with the seed it decides where in the order the row stands
 * @param source the source field's numbers
 * @param target the target field's numbers; the same array as {@code source} in an autoencoder
 */
public record Example(String key, float[] source, float[] target) implements Serializable {}
