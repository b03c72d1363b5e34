package org.diabolo.drift;

import java.util.Map;

/**
 * Rows that were looked at.
 *
 * @param rows of the input that were to be looked at
 * @param drawn of them, good and bad
 * @param rejected of those drawn, which could not be used
 * @param columns in which most of them could not, with how many; at most ten
 * @param sample the good ones; null where there is none
 */
record Looked(long rows, long drawn, long rejected, Map<String, Long> columns, Sample sample) {}
