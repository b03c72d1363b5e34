/**
 * How good written text is: metrics over hypotheses and references as sums over rows, which add up
 * in any order and place; confidence intervals; the word-for-word baseline. Knows no Spark.
 */
package org.diabolo.evaluate.text;
