package org.diabolo.evaluate.text;

import java.io.Serializable;

/**
 * A metric's figure over a corpus.
 *
 * @param metric its name
 * @param value NaN if it is not defined
 * @param interval 95 % bootstrap interval
 */
public record TextScore(String metric, double value, Interval interval) implements Serializable {}
