package org.diabolo.engine.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.diabolo.testing.Kernels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Spark ML's PCA, by which models are judged, in a process that has multiplied with our OpenBLAS
 * before: right with each of its kernels, whether the system has a LAPACK or none.
 */
class SystemLapackIT {
  private static Optional<String> libraries;

  /** Descending shares of variance, by commons-math. */
  private static double[] expected;

  @TempDir static Path unpacked;
  @TempDir Path folder;

  @BeforeAll
  static void find() throws Exception {
    libraries = SystemLapack.libraryPath(unpacked);
    RealMatrix covariance = new Covariance(PcaOfSparkMl.rows()).getCovarianceMatrix();
    expected = new EigenDecomposition(covariance).getRealEigenvalues();
    double sum = covariance.getTrace();
    for (int i = 0; i < expected.length; i++) {
      expected[i] /= sum;
    }
  }

  static Stream<String> kernels() {
    List<String> kernels = Kernels.tried();
    return kernels.isEmpty() ? Stream.of("") : kernels.stream();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void componentsAreRightBesideTheSystems(String kernel) throws Exception {
    assumeTrue(
        libraries.isPresent(),
        "skipped: Debian's liblapack3 cannot be had here (apt-get download, dpkg-deb)");
    JsonNode found =
        told(Map.of(Natives.KERNEL, kernel, "LD_LIBRARY_PATH", libraries.orElseThrow()));
    assertThat(found.get("lapack").asBoolean()).as("Spark ML has loaded the system's").isTrue();
    assertThat(found.get("kernel").asText()).isEqualTo(kernel);
    check(found);
  }

  @Test
  void componentsAreRightWithoutIt() throws Exception {
    check(told(Map.of()));
  }

  private JsonNode told(Map<String, String> environment) throws Exception {
    return FreshJvm.told(PcaOfSparkMl.class, environment, unpacked, folder.resolve("output"));
  }

  private static void check(JsonNode found) {
    System.out.println("kernel " + found.get("kernel").asText());
    int size = PcaOfSparkMl.SIZE;
    JsonNode components = found.get("components");
    for (int a = 0; a < PcaOfSparkMl.COMPONENTS; a++) {
      assertThat(found.get("variance").get(a).asDouble()).isCloseTo(expected[a], within(1e-9));
      for (int b = 0; b <= a; b++) {
        double dot = 0;
        for (int i = 0; i < size; i++) {
          dot += components.get(a * size + i).asDouble() * components.get(b * size + i).asDouble();
        }
        assertThat(dot).as("%d · %d", a, b).isCloseTo(a == b ? 1 : 0, within(1e-9));
      }
    }
  }
}
