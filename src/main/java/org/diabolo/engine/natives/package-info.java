/**
 * Native libraries in this JVM, whoever started it: where they are unpacked, and the BLAS kernel
 * and threads that they take, chosen before the first of them is loaded. Knows nothing of networks.
 */
package org.diabolo.engine.natives;
