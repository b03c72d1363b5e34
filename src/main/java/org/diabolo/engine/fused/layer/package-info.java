/**
 * How each kind of DL4J's layers, vertices and preprocessors becomes nodes of a plan: {@code Kinds}
 * lists what is covered.
 */
package org.diabolo.engine.fused.layer;
