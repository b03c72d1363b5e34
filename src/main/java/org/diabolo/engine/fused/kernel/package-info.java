/** Arithmetic over float arrays: products by BLAS, all else in loops that the JIT vectorises. */
package org.diabolo.engine.fused.kernel;
