/**
 * What becomes of codes when models follow each other: a job is retrained as {@code retrain} does
 * it, and codes of the new model are looked up among those of the old.
 */
package org.diabolo.bench.retrain;
