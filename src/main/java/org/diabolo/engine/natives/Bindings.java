package org.diabolo.engine.natives;

import java.util.Optional;

/**
 * Netlib's bindings as a copy of its classes has them; each copy binds the libraries that the
 * system properties {@code dev.ludovic.netlib.blas.nativeLibPath} and {@code nativeLib} name (and
 * the same of {@code lapack}) when it is first asked.
 */
public interface Bindings {

  /**
   * @return the native BLAS; empty where it cannot be loaded
   */
  Optional<Arithmetic> ofNative();

  /**
   * @return BLAS in plain Java
   */
  Arithmetic ofJava();

  /**
   * Compares the native BLAS with plain Java.
   *
   * @return the first thing that is wrong, in words; empty where nothing is, or there is none
   */
  Optional<String> wrongBlas();

  /**
   * Compares the native LAPACK with plain Java.
   *
   * @return the first thing that is wrong, in words; empty where nothing is, or there is none
   */
  Optional<String> wrongLapack();
}
