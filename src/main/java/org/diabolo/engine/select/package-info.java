/** Which engine runs a network: the fused one where it covers it, DL4J's elsewhere. */
package org.diabolo.engine.select;
