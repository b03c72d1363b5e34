/** Looks for bytes that our readers answer to otherwise than they say: see {@code scripts/fuzz}. */
package org.diabolo.fuzz;
