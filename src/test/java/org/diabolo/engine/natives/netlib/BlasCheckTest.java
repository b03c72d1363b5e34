package org.diabolo.engine.natives.netlib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlasCheckTest {
  private static final BLAS JAVA = JavaBLAS.getInstance();

  /** Java's own, but for one number of one routine's result, in matrices of more than 30 rows. */
  private static BLAS wrongIn(String routine, int result) {
    return (BLAS)
        Proxy.newProxyInstance(
            BLAS.class.getClassLoader(),
            new Class<?>[] {BLAS.class},
            (proxy, method, arguments) -> {
              Object returned;
              try {
                returned = method.invoke(JAVA, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (!method.getName().equals(routine)) {
                return returned;
              }
              if (result < 0) {
                return (float) returned + 1;
              }
              if (arguments[result] instanceof float[] floats && floats.length > 30) {
                floats[30] += 0.5f;
              } else if (arguments[result] instanceof double[] doubles && doubles.length > 30) {
                doubles[30] += 1e-3;
              }
              return returned;
            });
  }

  @Test
  void findsNothingInJavasOwn() {
    assertThat(new BlasCheck(JAVA).wrong()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sgemm, 11, sgemm or dgemm",
    "dgemm, 11, sgemm or dgemm",
    "sgemv, 9, 'sgemv, saxpy or sdot'",
    "saxpy, 4, 'sgemv, saxpy or sdot'",
    "sdot, -1, 'sgemv, saxpy or sdot'",
    "dsyrk, 8, dsyrk or dspr",
    "dspr, 5, dsyrk or dspr",
    "dtrmm, 9, dtrmm",
    "dtrsm, 9, dtrsm"
  })
  void namesTheRoutineOfWhichOneNumberIsWrong(String routine, int result, String named) {
    assertThat(new BlasCheck(wrongIn(routine, result)).wrong())
        .hasValueSatisfying(words -> assertThat(words).matches(named + " of \\d+ × \\d+ numbers"));
  }
}
