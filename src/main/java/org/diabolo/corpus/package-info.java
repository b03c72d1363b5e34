/**
 * The prepared corpus: its columns, splits and card, and how it is read, with the sums by which
 * missing rows are told.
 */
package org.diabolo.corpus;
