/**
 * Rows to codes and back, in batches on the executors: datasets in, Parquet out. The bundle is
 * broadcast once; a task opens its networks and keeps nothing.
 */
package org.diabolo.encode;
