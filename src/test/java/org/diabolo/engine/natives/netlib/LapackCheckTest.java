package org.diabolo.engine.natives.netlib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import org.diabolo.engine.natives.netlib.LapackCheck.Decomposition;
import org.junit.jupiter.api.Test;

class LapackCheckTest {
  private static final Decomposition JAVA = JavaLAPACK.getInstance()::dgesdd;

  @Test
  void findsNothingInJavasOwn() {
    assertThat(new LapackCheck(JAVA).wrong()).isEmpty();
  }

  @Test
  void componentsThatAreNotOrthonormalAreFound() {
    Decomposition wrong =
        (job, m, n, a, ldA, values, u, ldU, vt, ldVt, work, size, integers, info) -> {
          JAVA.dgesdd(job, m, n, a, ldA, values, u, ldU, vt, ldVt, work, size, integers, info);
          if (n == 17) {
            u[40] += 1e-3;
          }
        };
    assertThat(new LapackCheck(wrong).wrong()).contains("dgesdd of 17 × 17 numbers");
  }
}
