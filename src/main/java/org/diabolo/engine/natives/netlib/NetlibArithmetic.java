package org.diabolo.engine.natives.netlib;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import org.diabolo.engine.natives.Arithmetic;

/** The engine's routines by a BLAS of netlib's. */
final class NetlibArithmetic implements Arithmetic {
  private final BLAS blas;

  NetlibArithmetic(BLAS blas) {
    this.blas = blas;
  }

  @Override
  public void sgemm(
      String transA,
      String transB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int offsetA,
      int ldA,
      float[] b,
      int offsetB,
      int ldB,
      float beta,
      float[] c,
      int offsetC,
      int ldC) {
    blas.sgemm(
        transA, transB, m, n, k, alpha, a, offsetA, ldA, b, offsetB, ldB, beta, c, offsetC, ldC);
  }

  @Override
  public void sgemv(
      String trans,
      int m,
      int n,
      float alpha,
      float[] a,
      int offsetA,
      int ldA,
      float[] x,
      int offsetX,
      float beta,
      float[] y,
      int offsetY) {
    blas.sgemv(trans, m, n, alpha, a, offsetA, ldA, x, offsetX, 1, beta, y, offsetY, 1);
  }

  @Override
  public void saxpy(int n, float alpha, float[] x, int offsetX, float[] y, int offsetY) {
    blas.saxpy(n, alpha, x, offsetX, 1, y, offsetY, 1);
  }

  @Override
  public float sdot(int n, float[] x, int offsetX, float[] y, int offsetY) {
    return blas.sdot(n, x, offsetX, 1, y, offsetY, 1);
  }

  /** {@code native} or {@code java}. */
  @Override
  public String toString() {
    return blas instanceof NativeBLAS ? "native" : "java";
  }
}
