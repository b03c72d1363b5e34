package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks for a secret in all that whole commands leave and say. */
class SecretsInRunsTest {
  private static final String SECRET = "correct-horse-battery";

  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int execute(String... arguments) throws IOException {
    Path job = folder.resolve("job.yaml");
    Files.writeString(job, Tables.job(folder.resolve("in")));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        1,
        List.of(
            job.toString(), "--workspace", folder.resolve("runs").toString(), "--run-id", "one"));
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream both = new PrintStream(said);
    System.setOut(both);
    System.setErr(both);
    try {
      return Diabolo.execute(all.toArray(String[]::new));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void readerOptionsThatLookSecretAreInNoFileOfARunAndInNoLine() throws IOException {
    Tables.write(LocalSpark.session(), Tables.plane(200), folder.resolve("in"));
    String key = "data.input.options.password=";

    String encoded = "encode.input.options.password=" + SECRET;
    String path = "encode.input.path=" + folder.resolve("in");
    String one = "train.epochs=1";
    assertThat(execute("run", "--set", key + SECRET, "--set", encoded, "--set", path, "--set", one))
        .as(said.toString())
        .isZero();

    Path run = folder.resolve("runs/plane/one");
    assertThat(Files.readString(run.resolve("manifest.json"))).contains("(redacted)");
    assertThat(Files.readString(run.resolve("bundle/bundle.json")))
        .contains("\"input\"")
        .doesNotContain("options", "(redacted)");
    try (Stream<Path> files = Files.walk(run)) {
      assertThat(files.filter(Files::isRegularFile))
          .hasSizeGreaterThan(10)
          .allSatisfy(
              file ->
                  assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                      .doesNotContain(SECRET));
    }
    assertThat(said.toString()).contains("encoded").doesNotContain(SECRET);
    // A password that was changed does not make another job.
    assertThat(execute("train", "--set", key + "changed", "--set", "train.epochs=1"))
        .as(said.toString())
        .isZero();
    assertThat(said.toString()).contains("trained already");
  }

  @Test
  void passwordsInArgumentsThatAreNoneAreNotTold() throws IOException {
    assertThat(execute("run", "--sett=data.input.options.password=" + SECRET))
        .isEqualTo(Kind.JOB.exit());

    assertThat(said.toString())
        .contains("Unknown option: '--sett=data.input.options.password=*********(redacted)'")
        .doesNotContain(SECRET);
  }

  @Test
  void passwordsInUrisAreNotTold() throws IOException {
    String path = "data.input.path=nowhere://me:" + SECRET + "@host/in";

    assertThat(execute("prepare", "--set", path)).isEqualTo(Kind.JOB.exit());

    assertThat(said.toString())
        .contains("data.input.path nowhere://*********(redacted)@host/in: No FileSystem for scheme")
        .doesNotContain(SECRET);
  }
}
