/**
 * Rows to codes and back, and to a model's answers, in batches on the executors: datasets in,
 * Parquet out. The bundle is broadcast once, and its networks are opened once in each executor.
 */
package org.diabolo.encode;
