package org.diabolo.batch;

/**
 * A mini-batch. The arrays may be longer than the rows need, and the next batch of the same reader
 * may reuse them.
 *
 * @param rows in it, at least 1
 * @param source row-major, at least {@code rows × source size} numbers
 * @param target row-major, at least {@code rows × target size} numbers; the same array as {@code
 *     source} in an autoencoder
 */
public record Batch(int rows, float[] source, float[] target) {}
