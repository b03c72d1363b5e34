package org.diabolo.retrain.gate;

/**
 * Two models' errors on the same rows.
 *
 * @param rows how many
 * @param champion its mean error
 * @param candidate its mean error
 * @param difference candidate less champion: below 0 the candidate is better
 */
public record Comparison(long rows, Estimate champion, Estimate candidate, Estimate difference) {}
