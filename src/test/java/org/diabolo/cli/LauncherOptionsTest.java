package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the launcher divides what the user typed between spark-submit and Diabolo. */
class LauncherOptionsTest {
  @TempDir Path folder;

  /** One word a line: spark-submit's, then a line of dashes, then Diabolo's. */
  private static List<String> divided(String... typed) throws Exception {
    String script =
        "split_arguments \"$@\"; printf '%s\\n' \"${submit_options[@]}\" ---- \"${arguments[@]}\"";
    return Bash.launcher(script, typed).lines().toList();
  }

  @Test
  void sparkSubmitsOptionsAreTakenOutWhereverTheyStand() throws Exception {
    assertThat(
            divided(
                "run",
                "--conf",
                "spark.a=b=c",
                "job.yaml",
                "--master=spark://host:7077",
                "--supervise",
                "--set",
                "train.epochs=3",
                "--conf=spark.x=y z",
                "--deploy-mode",
                "cluster"))
        .containsExactly(
            "--conf",
            "spark.a=b=c",
            "--master",
            "spark://host:7077",
            "--supervise",
            "--conf",
            "spark.x=y z",
            "--deploy-mode",
            "cluster",
            "----",
            "run",
            "job.yaml",
            "--set",
            "train.epochs=3");
  }

  @ParameterizedTest
  @CsvSource({
    "run job.yaml, here",
    "run job.yaml --master local, here",
    "run --master=local[2] job.yaml, here",
    "run job.yaml --conf spark.ui.enabled=true, spark-submit",
    "run job.yaml --master local[2] --driver-memory 2g, spark-submit",
    "'run job.yaml --master local-cluster[2,1,1024]', spark-submit",
    "run job.yaml --master yarn, spark-submit"
  })
  void oneJvmIsEnoughWithoutClusterAndOtherOptions(String typed, String where) throws Exception {
    String script = "split_arguments \"$@\"; one_jvm_is_enough && echo here || echo spark-submit";
    assertThat(Bash.launcher(script, typed.split(" ")).strip()).isEqualTo(where);
  }

  @Test
  void mistakesAreTold() throws Exception {
    assertThat(divided("run", "job.yaml", "--queue"))
        .containsExactly("--queue: a value must follow");
    assertThat(divided("run", "--supervise=no"))
        .containsExactly("--supervise=no: allowed: --supervise, without a value");
    assertThat(divided("run", "--conf", "spark.ui.enabled"))
        .containsExactly("--conf spark.ui.enabled: allowed: key=value");
  }

  @Test
  void oursAreLeftOutWhereTheSiteHasItsOwn() throws Exception {
    Path site = folder.resolve("spark-defaults.conf");
    Files.writeString(site, "# theirs\nspark.broadcast.compress: true\nspark.locality.wait=3s\n");
    String script =
        "split_arguments \"$@\"; submit=(); add_settings; printf '%s\\n' \"${submit[@]}\"";

    assertThat(Bash.launcher(script, "--properties-file", site.toString()).lines())
        .contains("--conf", "spark.standalone.submit.waitAppCompletion=true")
        .noneMatch(line -> line.startsWith("spark.broadcast.compress"))
        .noneMatch(line -> line.startsWith("spark.locality.wait"));
    assertThat(Bash.launcher("home=" + folder.resolve("none") + "; " + script).lines())
        .containsExactly(
            "--properties-file", Path.of("conf/spark-defaults.conf").toAbsolutePath().toString());
  }

  @Test
  void flagsOfTheUserGoWithThoseThatSparkNeeds() throws Exception {
    String script =
        "split_arguments --driver-java-options -Dmine=1; declare -A theirs=(); submit=();"
            + " DIABOLO_JAVA_OPTS='-Xmx3g -Dmore=2'; add_driver_flags;"
            + " printf '%s\\n' \"${submit[@]}\" \"${submit_options[@]:2}\"";

    List<String> lines = Bash.launcher(script).lines().toList();
    assertThat(lines).startsWith("--driver-memory", "3g", "--driver-java-options").hasSize(4);
    assertThat(lines.get(3))
        .startsWith("-XX:+IgnoreUnrecognizedVMOptions --add-opens=")
        .endsWith(" -Dmine=1 -Dmore=2");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', local[*]",
    "'', local[2], local[2]",
    "--conf spark.master=yarn, local[2], yarn",
    "--conf spark.master=yarn --master k8s://https://host, local[2], k8s://https://host"
  })
  void masterIsTheOneThatSparkSubmitTakes(String typed, String ofSite, String master)
      throws Exception {
    String script =
        "unset MASTER; declare -A theirs=([spark.master]=$1); shift; split_arguments \"$@\"; master";
    String[] words = (ofSite + " " + typed).split(" ");
    words = words.length == 0 ? new String[] {""} : words;

    assertThat(Bash.launcher(script, words).strip()).isEqualTo(master);
  }
}
