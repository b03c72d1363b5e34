/**
 * Where the codes of a new model are to stay: the codes that an earlier model gives for the rows
 * that the new one is trained on. They are computed where the rows are, from the earlier model's
 * own form of each, and depend on nothing but the row.
 */
package org.diabolo.anchor;
