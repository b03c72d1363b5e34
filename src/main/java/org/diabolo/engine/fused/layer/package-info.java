/**
 * What computes: nodes, each the forward and backward pass of one operation, named after it. They
 * know arrays and offsets of parameters, and none of DL4J's configurations, which {@code
 * org.diabolo.engine.kind} turns into them.
 */
package org.diabolo.engine.fused.layer;
