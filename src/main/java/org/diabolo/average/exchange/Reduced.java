package org.diabolo.average.exchange;

import java.util.List;
import org.diabolo.average.exchange.RoundResult.Report;

/**
 * The replicas' results, averaged.
 *
 * @param parameters mean of what the replicas sent
 * @param updater mean of the optimisers' states, or empty
 * @param reports in the replicas' order
 * @param nanos of sending and averaging, as far as they can be told from waiting
 */
public record Reduced(float[] parameters, float[] updater, List<Report> reports, long nanos) {}
