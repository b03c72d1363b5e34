package org.diabolo.engine.natives.netlib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.LAPACK;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class LapackCheckTest {
  private static final LAPACK JAVA = JavaLAPACK.getInstance();

  @Test
  void findsNothingInJavasOwn() {
    assertThat(new LapackCheck(JAVA).wrong()).isEmpty();
  }

  @Test
  void componentsThatAreNotOrthonormalAreFound() {
    LAPACK wrong =
        (LAPACK)
            Proxy.newProxyInstance(
                LAPACK.class.getClassLoader(),
                new Class<?>[] {LAPACK.class},
                (proxy, method, arguments) -> {
                  Object returned = method.invoke(JAVA, arguments);
                  double[] u = (double[]) arguments[6];
                  u[u.length - 1] *= 1.01;
                  return returned;
                });
    assertThat(new LapackCheck(wrong).wrong()).contains("dgesdd of 1 × 1 numbers");
  }
}
