package org.diabolo.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.cli.Bash;
import org.diabolo.job.InvalidJobException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessEncodingTest {
  private static final String HELP =
      "as the locale's encoding is US-ASCII; set LC_ALL=C.UTF-8, or another locale of UTF-8, in the"
          + " environment of this program";

  @TempDir Path folder;

  /** Diabolo in a process of another environment, with the launcher's care or without. */
  private static String printed(String environment, String care) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Bash.run(
        "status=0; env -i PATH=\"$PATH\" "
            + environment
            + " bash -c '"
            + care
            + "exec \"$@\"' -"
            + " \"$1\" -Dlog4j2.configurationFile=conf/log4j2.properties -cp \"$2\" org.diabolo.cli.Diabolo run 'größe 漢.yaml' || status=$?;"
            + " echo \"exit $status\"",
        java,
        System.getProperty("java.class.path"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LC_ALL=C", "LC_ALL=POSIX LANG=C.UTF-8", "LANG=xx_YY.UTF-8"})
  void launcherMakesArgumentsAndMessagesWhatTheyAre(String environment) throws Exception {
    String[] lines = printed(environment, ". scripts/lib/machine 2>/dev/null; ").split("\n");
    String message = "größe 漢.yaml: there is no such job file";
    assertThat(lines).hasSize(3).startsWith(message).endsWith("exit 2");
    assertThat(lines[1]).startsWith("{\"command\":\"run\",").contains("\"message\":\"" + message);
  }

  @Test
  void withoutItWhatIsLostIsRefused() throws Exception {
    assertThat(printed("LC_ALL=C", ""))
        .matches(
            "gr\\S+e \\S+\\.yaml: cannot be what was typed, as the locale's encoding is US-ASCII;"
                + " set LC_ALL=C.UTF-8, or another locale of UTF-8, in the environment of this program\n"
                + "\\{.*\"exit\":2,\"kind\":\"job\".*}\nexit 2\n");
  }

  @Test
  void argumentThatIsNoUtf8IsRefused() {
    assertThatThrownBy(() -> ProcessEncoding.require("predict", "gr\uFFFDe"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith("gr\uFFFDe: cannot be what was typed");
    ProcessEncoding.require("predict", "größe", "what??");
  }

  private static List<String> complaints(List<Place> places, Charset encoding) {
    return ProcessEncoding.complaints(places, encoding, new Configuration());
  }

  @Test
  void pathOnAnotherFileSystemHasItsOwnEncoding() {
    Configuration hdfs = new Configuration();
    hdfs.set("fs.defaultFS", "hdfs://host");

    assertThat(
            ProcessEncoding.complaints(
                List.of(Place.written("--workspace", "läufe")), StandardCharsets.US_ASCII, hdfs))
        .isEmpty();
  }

  @Test
  void placesThatAsciiCannotNameAreRefused() throws Exception {
    Files.createDirectories(folder.resolve("bad/größe"));
    Files.createDirectories(folder.resolve("good/size"));
    List<Place> places =
        List.of(
            Place.written("--workspace", "läufe"),
            Place.read("data.input.path", "file:/rows/größe"),
            Place.read("data.input.path", "hdfs://host/größe"),
            Place.read("data.input.path", folder + "/good"),
            Place.read("data.input.path", folder + "/none/*"));

    assertThat(complaints(places, StandardCharsets.UTF_8)).isEmpty();
    assertThat(complaints(places, StandardCharsets.US_ASCII))
        .containsExactly(
            "--workspace läufe: cannot be named, " + HELP,
            "data.input.path /rows/größe: cannot be named, " + HELP);
    assertThat(
            complaints(
                List.of(Place.read("data.input.path", folder + "/bad")), StandardCharsets.US_ASCII))
        .containsExactly(
            "data.input.path " + folder + "/bad: holds files that cannot be named, " + HELP);
  }
}
