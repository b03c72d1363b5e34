package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/cluster} keeps away from folders that it has not made. It runs on Linux only. */
@EnabledOnOs(OS.LINUX)
class StateFoldersTest {
  @TempDir Path folder;

  /** The exit code, then what is printed, of the functions that know folders. */
  private String folders(Path cluster, String script) throws Exception {
    String given =
        """
        cluster=$1 service=spark state=$1/spark command=up
        fail() { printf '%s\\n' "$*"; exit 1; }
        . scripts/lib/cluster/folders.sh; . scripts/lib/cluster/processes.sh
        """;
    return outcome("bash", "-euc", given + script, "test", cluster.toString());
  }

  private String outcome(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DIABOLO_CLUSTER", folder.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes());
    return process.waitFor() + " " + printed;
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark", "hdfs", "yarn", "s3"})
  void downLeavesWhatOthersMade(String service) throws Exception {
    Path theirs = Files.createDirectories(folder.resolve(service)).resolve("theirs");
    Files.writeString(theirs, "");
    Path site = Files.createDirectories(folder.resolve("hadoop-conf")).resolve("core-site.xml");
    Files.writeString(site, "");

    assertThat(outcome("scripts/cluster", service, "down"))
        .isEqualTo(
            "1 %s was not made by scripts/cluster, which leaves it as it is.\n",
            theirs.toRealPath().getParent());
    assertThat(theirs).exists();
    assertThat(site).exists();
  }

  @Test
  void upTakesNoFolderOfOthers() throws Exception {
    Files.createDirectories(folder.resolve("spark/jars"));

    assertThat(folders(folder, "open_state"))
        .startsWith(
            "1 " + folder.resolve("spark") + " is there and was not made by scripts/cluster");
    assertThat(folders(folder.resolve("a b"), "open_state"))
        .startsWith("1 The servers' files cannot be in '" + folder.resolve("a b") + "': ");
    assertThat(folder.resolve("a b")).doesNotExist();
  }

  @Test
  void downRemovesWhatUpMade() throws Exception {
    Path cluster = folder.resolve("cluster");

    assertThat(folders(cluster, "open_state; ls \"$cluster\"")).isEqualTo("0 spark\n");
    assertThat(folders(cluster, "stop_service")).isEqualTo("0 spark: nothing was running.\n");
    assertThat(cluster).doesNotExist();
  }
}
