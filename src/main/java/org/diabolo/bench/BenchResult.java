package org.diabolo.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;

/**
 * What a bench prints.
 *
 * @param bench name of the bench
 * @param ratios each a median over interleaved repetitions where there are any; null where there is
 *     none to tell
 * @param rows what was measured, each a record of the bench's own
 * @param table the same for people; not part of the JSON
 */
public record BenchResult(
    String bench, Map<String, Double> ratios, List<?> rows, @JsonIgnore String table) {}
