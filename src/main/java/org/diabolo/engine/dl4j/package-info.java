/** The engine that runs any DL4J {@code ComputationGraph} by DL4J itself. */
package org.diabolo.engine.dl4j;
