package org.diabolo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.diabolo.engine.dl4j.Dl4jForward;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.diabolo.testing.Kernels;
import org.diabolo.testing.ThisJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NumberCodesTest {
  @Test
  void bitsOfARowDoNotDependOnItsNeighbours() {
    for (Bundle.Parts model : AnyNeighbours.models()) {
      assertThat(AnyNeighbours.changed(model)).as(model.source().toString()).isZero();
    }
  }

  static Stream<Arguments> kernels() {
    return Kernels.tried().stream()
        .flatMap(
            kernel ->
                Stream.of("1", "2", "3")
                    .filter(threads -> threads.equals("1") || kernel.equals("HASWELL"))
                    .map(threads -> Arguments.of(kernel, threads)));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void norDoTheyWithThisKernel(String kernel, String threads) throws Exception {
    List<String> words = ThisJvm.command();
    words.addAll(List.of("-cp", ThisJvm.classPath(), AnyNeighbours.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("OPENBLAS_CORETYPE", kernel);
    builder.environment().put("OPENBLAS_NUM_THREADS", threads);
    builder.environment().put("OMP_NUM_THREADS", threads);
    Process process = builder.start();
    try {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor()).isZero();
      assertThat(output).isEqualTo(kernel + ": 0 0 0 0 0 0 rows changed");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void codesAndErrorsAreThoseOfDl4j() {
    Bundle.Parts model = AnyNeighbours.models().get(0);
    float[] row = new float[128];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) Math.sin(i);
    }

    NumberCodes networks = new NumberCodes(model, NumberCodes.Withal.ERROR);
    networks.add(new float[128]);
    int place = networks.add(row);
    NumberCodes.Coded coded = networks.encode();

    float[] code = new Dl4jForward(NetworkFile.read(model.encoder())).apply(1, row);
    float[] back = new Dl4jForward(NetworkFile.read(model.decoder())).apply(1, code);
    double error = 0;
    for (int i = 0; i < row.length; i++) {
      error += Math.pow(row[i] - back[i], 2) / row.length;
    }
    assertThat(coded.codes()[place]).containsExactly(code, within(1e-5f));
    assertThat((double) coded.errors()[place]).isCloseTo(error, within(1e-5));
    NumberCodes plain = new NumberCodes(model, NumberCodes.Withal.NOTHING);
    plain.add(row);
    assertThat(plain.encode().errors()).isNull();
  }
}
