/**
 * The engine that compiles a DL4J graph to a plan over flat float arrays. DL4J stays the meaning:
 * the plan uses its parameter and updater layout, and agrees with its losses, gradients and steps
 * to rounding.
 */
package org.diabolo.engine.fused;
