package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.diabolo.network.guard.AllowedClasses;
import org.diabolo.network.guard.Traps;
import org.diabolo.network.guard.Zips;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a bundle that somebody has put code into, with checksums that agree. */
class HostileBundleTest {
  private static final Path SMOOTHED = Path.of("src/test/resources/bundles/format-2/smoothed");

  @TempDir Path folder;
  private String errors;

  @Test
  void isRefusedInOneLineWithoutRunningAnything() throws IOException {
    byte[] encoder = Files.readAllBytes(SMOOTHED.resolve("encoder.zip"));
    assertThat(predict(encoder)).as(errors).isZero();

    assertThat(
            predict(
                Zips.with(encoder, "preprocessor.bin", Zips.serialised(new Traps.Deserialised()))))
        .isEqualTo(3);
    assertThat(errors.lines().skip(1))
        .containsExactly(
            place()
                + "/encoder.zip: has the entry \"preprocessor.bin\", allowed: configuration.json,"
                + " then coefficients.bin, each once");

    byte[] naming = named(encoder, Traps.INITIALISED);
    assertThat(predict(naming)).isEqualTo(3);
    assertThat(errors.lines().skip(1))
        .containsExactly(
            place()
                + "/encoder.zip: configuration.json names the class "
                + Traps.INITIALISED
                + ", allowed: classes of DL4J and ND4J, and those that --allow-class names");

    byte[] spoilt = Zips.withNumber(encoder, 0, Float.NaN);
    assertThat(predict(spoilt)).isEqualTo(3);
    assertThat(errors.lines().skip(1))
        .containsExactly(
            place()
                + "/encoder.zip: coefficients.bin holds NaN, which is number 1 of"
                + " encoder-embedding_W");
    assertThat(Traps.ran()).isNull();
  }

  @Test
  void aClassThatTheUserNamesIsLoaded() throws IOException {
    byte[] naming = named(Files.readAllBytes(SMOOTHED.resolve("encoder.zip")), Traps.ALLOWED);
    assertThat(predict(naming)).isEqualTo(3);
    try {
      assertThat(predict(naming, "--allow-class", Traps.ALLOWED)).as(errors).isZero();
      assertThat(predict(naming)).isEqualTo(3);
      assertThat(predict(naming, "--allow-class", "-no class-")).isEqualTo(2);
      assertThat(errors).contains("--allow-class -no class-: allowed: the full name of a class");
    } finally {
      AllowedClasses.set(List.of());
      System.clearProperty(Traps.PROPERTY);
    }
  }

  private static byte[] named(byte[] zip, String name) {
    return Zips.withJson(
        zip, json -> json.replace("org.nd4j.linalg.activations.impl.ActivationIdentity", name));
  }

  private Path place() {
    return folder.resolve("runs/smoothed/one/bundle");
  }

  private int predict(byte[] encoder, String... more) throws IOException {
    Files.createDirectories(place());
    StringBuilder sums = new StringBuilder();
    for (String file : List.of("bundle.json", "decoder.zip", "encoder.zip")) {
      byte[] bytes =
          file.equals("encoder.zip") ? encoder : Files.readAllBytes(SMOOTHED.resolve(file));
      Files.write(place().resolve(file), bytes);
      sums.append(DigestUtils.sha256Hex(bytes)).append("  ").append(file).append('\n');
    }
    Files.writeString(place().resolve("SHA256SUMS"), sums);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("predict", SMOOTHED.resolve("job.yaml").toString()));
    arguments.addAll(List.of("--workspace", folder.resolve("runs").toString(), "--text", "rose"));
    arguments.addAll(List.of(more));
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(new ByteArrayOutputStream()));
    System.setErr(new PrintStream(complained));
    try {
      return Commands.execute(arguments);
    } finally {
      System.setOut(out);
      System.setErr(err);
      errors = complained.toString();
    }
  }
}
