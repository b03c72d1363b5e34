/**
 * Rows to codes and back, and to a model's answers, in batches on the executors: datasets in,
 * Parquet out. The bundle is broadcast once; a task opens its networks and keeps nothing.
 */
package org.diabolo.encode;
