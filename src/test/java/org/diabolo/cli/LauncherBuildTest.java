package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When and where the launcher builds. What stands in for Maven writes the jars as words. */
class LauncherBuildTest {
  private static final String LAUNCHER =
      ". \"$root/scripts/lib/words\"; . \"$root/scripts/lib/build\"; make_ready";

  /** The administrator may read and write anywhere, so is somebody else here. */
  private static final String AS_ANOTHER =
      "user=(); if ((EUID == 0)); then user=(setpriv --reuid 65534 --regid 65534 --clear-groups); fi;"
          + " cd /; ";

  @TempDir Path root;

  @BeforeEach
  void makeCheckout() throws Exception {
    for (String name : List.of("build", "libraries", "target.sh", "words")) {
      Path script = root.resolve("scripts/lib").resolve(name);
      Files.createDirectories(script.getParent());
      Files.copy(Path.of("scripts/lib").resolve(name), script);
    }
    Files.createDirectories(root.resolve("src/main"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    maven("");
  }

  /** A Maven that does something between the first half of the jar and the second. */
  private void maven(String between) throws IOException {
    Path mvn = root.resolve("bin/mvn");
    Files.createDirectories(mvn.getParent());
    Files.writeString(
        mvn,
        String.join(
            "\n",
            "#!/usr/bin/env bash",
            "set -eu",
            "echo \"$@\" >>\"$root/calls\"",
            "for word; do case $word in -Dtarget.directory=*) out=${word#*=} ;; esac; done",
            "printf half >\"$out/diabolo.jar\"",
            between,
            "printf whole >\"$out/diabolo.jar\"",
            "printf slim >\"$out/diabolo-slim.jar\"",
            "printf '%s' \"$root/pom.xml\" >\"$out/provided.classpath\""));
    Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String bash(String script) throws Exception {
    return Bash.run(
        "export root=$1 PATH=$1/bin:$PATH launcher=$2; " + script, root.toString(), LAUNCHER);
  }

  private String launch() throws Exception {
    return bash("eval \"$launcher\"");
  }

  private int builds() throws IOException {
    Path calls = root.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  private List<String> built() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("target"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void assertWhole() throws IOException {
    assertThat(built())
        .containsExactly(
            ".build-seconds", "diabolo-slim.jar", "diabolo.jar", "lib", "provided.classpath");
    assertThat(root.resolve("target/diabolo.jar")).hasContent("whole");
  }

  @Test
  void buildsOnceAndAgainWhenASourceIsNewer() throws Exception {
    assertThat(launch()).contains("Built.");
    assertThat(launch()).isEmpty();
    assertThat(builds()).isEqualTo(1);
    assertWhole();

    Path source = Files.writeString(root.resolve("src/main/A.java"), "class A {}");
    FileTime jar = Files.getLastModifiedTime(root.resolve("target/diabolo.jar"));
    Files.setLastModifiedTime(source, FileTime.fromMillis(jar.toMillis() + 1000));
    launch();
    assertThat(builds()).isEqualTo(2);
    assertWhole();
  }

  @Test
  void neverLetsMavenWriteWhereAnotherReads() throws Exception {
    launch();

    assertThat(Files.readString(root.resolve("calls")))
        .containsPattern("-Dtarget\\.directory=" + root + "/target/launcher\\.\\w{6} ");
  }

  @Test
  void librariesLieUnderTheProject() throws Exception {
    launch();

    assertThat(root.resolve("target/lib/pom.xml")).hasContent("<project/>");
    assertThat(bash(". \"$root/scripts/lib/libraries\"; class_path"))
        .isEqualTo(root + "/target/lib/pom.xml");
  }

  @Test
  void libraryThatHasGoneIsFetchedFromMavensRepositoryAndElseBuiltAnew() throws Exception {
    launch();
    Files.delete(root.resolve("target/lib/pom.xml"));
    launch();
    assertThat(root.resolve("target/lib/pom.xml")).exists();
    assertThat(builds()).isEqualTo(1);

    Files.delete(root.resolve("target/lib/pom.xml"));
    Files.writeString(root.resolve("target/provided.classpath"), root + "/pom.xml:/gone/a.jar");
    launch();
    assertThat(builds()).isEqualTo(2);
    assertThat(root.resolve("target/provided.classpath")).hasContent(root + "/pom.xml");
  }

  @Test
  void whatMavenAloneHasBuiltNeedsNoBuild() throws Exception {
    bash("mkdir -p \"$root/target\" && mvn \"-Dtarget.directory=$root/target\"");

    assertThat(launch()).isEmpty();
    assertThat(builds()).isEqualTo(1);
    assertThat(root.resolve("target/lib/pom.xml")).exists();
  }

  /** As from a repository in another user's home. */
  @Test
  void treeOfAnotherUserRunsWithoutHisRepository() throws Exception {
    Path repository = Files.createDirectory(root.resolve("repository"));
    Files.writeString(repository.resolve("a.jar"), "a");
    maven("");
    Path mvn = root.resolve("bin/mvn");
    Files.writeString(
        mvn, Files.readString(mvn).replace("$root/pom.xml", "$root/repository/a.jar"));
    launch();
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(repository, PosixFilePermissions.fromString("rwx------"));

    assertThat(
            bash(
                AS_ANOTHER
                    + "\"${user[@]}\" bash -c \"set -eu; $launcher; class_path; cat $root/target/lib/a.jar\""))
        .isEqualTo(root + "/target/lib/a.jara");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    assumeThat(Bash.run("command -v flock || true")).as("flock").isNotEmpty();
    maven("until [[ -e $root/go ]]; do sleep 0.05; done");
    String printed =
        bash(
            "(eval \"$launcher\") 2>\"$root/one\" & (eval \"$launcher\") 2>\"$root/two\" &"
                + " until grep -qs Waiting \"$root/one\" \"$root/two\"; do sleep 0.05; done;"
                + " touch \"$root/go\"; wait; cat \"$root/one\" \"$root/two\"");

    assertThat(printed).contains("Waiting for another build in " + root + "/target ...");
    assertThat(printed).containsOnlyOnce("Built.");
    assertThat(builds()).isEqualTo(1);
    assertWhole();
  }

  @Test
  void killedBuildLeavesNothingThatIsTakenForWhole() throws Exception {
    assumeThat(Bash.run("command -v flock && command -v setsid || true")).isNotEmpty();
    // The process group is the launcher with all that it has started.
    maven("kill -9 0");
    bash("setsid --wait bash -c \"$launcher\" || true");
    assertThat(built()).singleElement().asString().startsWith("launcher.");

    maven("");
    assertThat(launch()).contains("Built.");
    assertWhole();
  }

  @Test
  void failedBuildIsToldAndKeepsItsLog() throws Exception {
    maven("echo '[ERROR] no such symbol'; exit 1");

    assertThat(bash("(eval \"$launcher\") || echo ended with $?"))
        .contains("[ERROR] no such symbol", "build failed; the whole log is " + root)
        .endsWith("ended with 1\n");
    assertThat(built()).containsExactly("build.log");
  }

  @Test
  void buildsWithoutFlockToo() throws Exception {
    assertThat(
            bash(
                "command() { if [[ $* == '-v flock' ]]; then return 1; fi; builtin command \"$@\"; };"
                    + " eval \"$launcher\""))
        .contains("Built.");
    assertWhole();
  }

  @Test
  void userWhoMayNotWriteIsTold() throws Exception {
    Path target = Files.createDirectory(root.resolve("target"));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));

    String user =
        AS_ANOTHER + "\"${user[@]}\" bash -c \"set -eu; $launcher\" || echo ended with $?";
    assertThat(bash(user))
        .startsWith(
            "Diabolo must be built, and you may not write to "
                + target
                + ": it is another user's. Work in a clone of your own.\n{")
        .endsWith("\"message\":\"Diabolo could not be built\"}\nended with 1\n");
    assertThat(builds()).isZero();
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
