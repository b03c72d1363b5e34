package org.diabolo.corpus;

import java.io.Serializable;
import org.diabolo.batch.Example;

/**
 * A prepared row whose source is text.
 *
 * @param row as a network is given it
 * @param source its text, normalised as the source field says
 */
public record RowWithText(Example row, String source) implements Serializable {}
