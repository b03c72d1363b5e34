/** Which engine runs a graph: the fused one where it covers it, DL4J's elsewhere. */
package org.diabolo.engine.select;
