package org.diabolo.cli;

/**
 * A row of a {@link SpoiltTable}.
 *
 * @param key null in a row without one
 * @param cells of the field's columns
 * @param record how a file of text has it; null where it follows from key and cells
 * @param reason why it must be rejected, apart from its key being repeated; null for a good row
 */
record SpoiltRow(String key, Object[] cells, String record, String reason) {}
