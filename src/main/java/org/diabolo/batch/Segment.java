package org.diabolo.batch;

import java.io.Serializable;

/**
 * A stretch of a chunk, in the order its rows have in one epoch.
 *
 * @param chunk index of the chunk
 * @param from first position
 * @param to position after the last
 */
public record Segment(int chunk, int from, int to) implements Serializable {}
