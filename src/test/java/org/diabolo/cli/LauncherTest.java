package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.diabolo.store.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole launcher in a checkout of its own. What stands in for Maven writes jars as words, and
 * what stands in for Java prints its last arguments, a line each.
 */
class LauncherTest {
  private static final String JAVA =
      "#!/usr/bin/env bash\n"
          + "if [[ $1 == -version ]]; then echo \"openjdk version \\\"${VERSION:-17.0.9}\\\"\" >&2; exit; fi\n"
          + "while [[ $1 != org.diabolo.cli.Diabolo ]]; do shift; done\n"
          + "printf '%s\\n' \"$@\"\n";

  private static final String MAVEN =
      "#!/usr/bin/env bash\n"
          + "for word; do case $word in -Dtarget.directory=*) out=${word#*=} ;; esac; done\n"
          + "touch \"$out/diabolo.jar\" \"$out/diabolo-slim.jar\"\n"
          + "echo \"${out%/target/*}/pom.xml\" >\"$out/provided.classpath\"\n";

  @TempDir Path folder;

  private Path root;

  @BeforeEach
  void makeCheckout() throws Exception {
    root = checkout("checkout");
  }

  private Path checkout(String name) throws Exception {
    Path made = Files.createDirectories(folder.resolve(name));
    Bash.run("cp -R scripts conf \"$1/\" && mkdir -p \"$1/src/main\"", made.toString());
    Files.writeString(made.resolve("pom.xml"), "<project/>");
    program("mvn", MAVEN);
    program("java", JAVA);
    return made;
  }

  private void program(String name, String script) throws IOException {
    Path file = folder.resolve("bin").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What is printed on both, and how it ends. */
  private String bash(String script, String... arguments) throws Exception {
    String[] all =
        Stream.concat(Stream.of(folder.toString()), Stream.of(arguments)).toArray(String[]::new);
    return Bash.run(
        "export PATH=$1/bin:$PATH HOME=/home/somebody; unset JAVA_HOME NO_COLOR; folder=$1; shift; "
            + script,
        all);
  }

  /** The last line, of programs, and the line before it, of people. */
  private void assertEnds(String printed, int code, String kind, String line) {
    List<String> lines = printed.lines().toList();
    assertThat(lines.get(lines.size() - 1)).isEqualTo("ended with " + code);
    JsonNode last = Json.read(lines.get(lines.size() - 2), JsonNode.class);
    assertThat(last.path("exit").asInt()).isEqualTo(code);
    assertThat(last.path("kind").asText()).isEqualTo(kind);
    assertThat(last.path("message").asText()).isNotEmpty();
    assertThat(lines.get(lines.size() - 3)).isEqualTo(line);
    assertThat(printed).doesNotContain("org.diabolo.cli.Diabolo");
  }

  @Test
  void worksThroughLinksAndFromAnyFolder() throws Exception {
    String printed =
        bash(
            "ln -s checkout/scripts/diabolo \"$folder/one\" && ln -s one \"$folder/two\";"
                + " mkdir -p \"$folder/elsewhere/scripts\"; cd \"$folder/elsewhere\";"
                + " CDPATH=$folder/checkout ../two run job.yaml");

    assertThat(printed).endsWith("org.diabolo.cli.Diabolo\nrun\njob.yaml\n");
    assertThat(root.resolve("target/diabolo.jar")).exists();
  }

  @Test
  void homeStandsForItselfBehindAnOptionOfAPath() throws Exception {
    String printed =
        bash(
            "\"$folder/checkout/scripts/diabolo\" run job.yaml --workspace=~/x --set data.input.path=~/y"
                + " --set=data.input.path=~/z '--text=~/a' '~/b'");

    assertThat(printed)
        .endsWith(
            "--workspace=/home/somebody/x\n--set\ndata.input.path=/home/somebody/y\n"
                + "--set=data.input.path=/home/somebody/z\n--text=~/a\n~/b\n");
  }

  @Test
  void checkoutWithAColonIsToldInALine() throws Exception {
    Path colon = checkout("a:b");

    assertEnds(
        bash("\"$folder/a:b/scripts/diabolo\" run job.yaml 2>&1 || echo ended with $?"),
        1,
        "fault",
        "Diabolo lies in "
            + colon
            + ", and Java takes : for the end of a name in its class path. Move it to a folder"
            + " without one.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sprak://host:7077",
        "spark://host",
        "locall",
        "local-cluster[2,1]",
        "Yarn",
        "https://host:6443"
      })
  void mistypedMasterIsToldInALine(String master) throws Exception {
    assertEnds(
        bash(
            "\"$folder/checkout/scripts/diabolo\" run job.yaml --master \"$1\" || echo ended with $?",
            master),
        2,
        "job",
        "--master: found "
            + master
            + ", allowed: local, local[N], local[*], local-cluster[N,CORES,MB],"
            + " spark://HOST:PORT, yarn, k8s://https://HOST:PORT");
  }

  @ParameterizedTest
  @CsvSource({
    "1.8.0_392, 'Java 8, which is too old'",
    "11.0.21, 'Java 11, which is too old'",
    "23, 'Java 23, which Spark 3.5 does not run on'",
    "25.0.1, 'Java 25, which Spark 3.5 does not run on'",
    "26-ea, 'Java 26, which Spark 3.5 does not run on'"
  })
  void javaThatCannotRunItIsToldInALine(String version, String told) throws Exception {
    assertEnds(
        bash(
            "VERSION=$1 \"$folder/checkout/scripts/diabolo\" run job.yaml || echo ended with $?",
            version),
        1,
        "fault",
        "java is "
            + told
            + ". Java 17 to 22 work; set JAVA_HOME to one of them, or put it on the PATH.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "17.0.9", "21.0.4", "22.0.2"})
  void javaThatRunsItIsTaken(String version) throws Exception {
    assertThat(bash("VERSION=$1 \"$folder/checkout/scripts/diabolo\" run job.yaml", version))
        .endsWith("org.diabolo.cli.Diabolo\nrun\njob.yaml\n");
  }

  @Test
  void javaThatIsNotThereIsToldInALine() throws Exception {
    assertEnds(
        bash(
            "JAVA_HOME=/none \"$folder/checkout/scripts/diabolo\" run j.yaml || echo ended with $?"),
        1,
        "fault",
        "/none/bin/java is not there. Java 17 to 22 work; set JAVA_HOME to one of them, or put it on"
            + " the PATH.");
  }

  @Test
  void quietBuildSaysNothing() throws Exception {
    assertThat(bash("\"$folder/checkout/scripts/diabolo\" run -q job.yaml"))
        .isEqualTo("org.diabolo.cli.Diabolo\nrun\n-q\njob.yaml\n");
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void signalWhileItBuildsNamesTheCommandThatGoesOn(String signal, int code) throws Exception {
    program("mvn", "#!/usr/bin/env bash\necho $$ >\"$0.pid\"\nexec sleep 600\n");

    // A shell in the background would have its children ignore SIGINT, so it is told not to.
    String printed =
        bash(
            "cd \"$folder\"; set -m; "
                + String.join(" ", Signals.heeding())
                + " checkout/scripts/diabolo run 'my job.yaml' --set a=b >out 2>&1 &"
                + " pid=$!; until [[ -s bin/mvn.pid ]]; do sleep 0.05; done;"
                + " kill -\"$1\" \"$pid\"; code=0; wait \"$pid\" || code=$?;"
                + " cat out; if kill -0 \"$(<bin/mvn.pid)\" 2>/dev/null; then echo Maven lives; fi;"
                + " echo ended with $code",
            signal);

    assertEnds(
        printed,
        code,
        "temporary",
        "stopped; to go on: checkout/scripts/diabolo run 'my job.yaml' --set a=b");
    try (Stream<Path> left = Files.list(root.resolve("target"))) {
      assertThat(left).isEmpty();
    }
  }
}
