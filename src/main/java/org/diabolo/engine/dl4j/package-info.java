/**
 * The engine that runs any network of DL4J by DL4J itself: graphs with one input and one output on
 * prepared rows, and any {@code MultiLayerNetwork} or {@code ComputationGraph} on DL4J's data sets
 * laid flat by a {@link org.diabolo.engine.dl4j.Layout}.
 */
package org.diabolo.engine.dl4j;
