/**
 * What a trained network answers where the answer is text: greedy, beam and one-pass search over a
 * decoder, batched over many rows. Runs in a plain JVM; nothing here knows Spark.
 */
package org.diabolo.search;
