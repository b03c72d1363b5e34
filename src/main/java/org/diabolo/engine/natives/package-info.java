/**
 * Native libraries in this JVM, whoever started it: where they are unpacked, OpenBLAS apart from
 * everybody else's, its threads, and whether it computes rightly. Knows nothing of networks.
 */
package org.diabolo.engine.natives;
