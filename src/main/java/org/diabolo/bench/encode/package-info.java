/** Encoding of many rows beside Spark ML's PCA: generated rows, exact sums, the driver's memory. */
package org.diabolo.bench.encode;
