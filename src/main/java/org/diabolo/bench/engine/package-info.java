/**
 * Single training steps and encodings, of one thread: the fused engine beside DL4J and, where the
 * yardstick is on the class path, PyTorch.
 */
package org.diabolo.bench.engine;
