/**
 * The engine that compiles a DL4J graph to a plan over flat float arrays: products by BLAS, all
 * else in a few loops that the JIT vectorises. DL4J stays the meaning: the plan uses its parameter
 * and updater layout, and agrees with its losses, gradients and steps to rounding.
 *
 * <p>Covered so far: chains of dense layers that end in a mean-squared-error output (or in a dense
 * layer, for inference), with Adam, Nesterovs or SGD.
 */
package org.diabolo.engine.fused;
