/**
 * How far the codes of two models can be compared: codes of one space may stand side by side in an
 * index, codes of two may not. Statistics of arrays; no Spark.
 */
package org.diabolo.space;
