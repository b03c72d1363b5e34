package org.diabolo.search;

/**
 * A text that a decoder gives for a row.
 *
 * @param tokens their ids, without start and end
 * @param logProbability natural logarithm of the probability of the tokens and of the end after
 *     them; at most 0
 * @param score the logarithm divided by the length penalty, see {@link LengthPenalty}; the higher
 *     the better
 * @param attention for each token the weights over the steps of the row's memory, which sum to 1:
 *     the mean of the heads of the decoder's last attention; the memory's padding is left out. Null
 *     where nobody asked
 */
public record Hypothesis(int[] tokens, double logProbability, double score, float[][] attention) {}
