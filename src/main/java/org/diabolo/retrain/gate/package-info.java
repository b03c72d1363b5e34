/**
 * Whether a candidate may take the champion's place: both run on the same held-out rows, their
 * errors are compared row by row, and what is said of the difference holds with a stated
 * confidence. What is statistics here knows no Spark.
 */
package org.diabolo.retrain.gate;
