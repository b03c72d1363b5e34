package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the launcher tells {@code submission} of where the driver will run. */
class LauncherSubmissionTest {
  private static final String SCRIPT =
      "split_arguments \"$@\"; declare -A theirs=([spark.master]=yarn [spark.hadoop.fs.s3a.secret.key]=x);"
          + " home=/spark; java=(java); path=jar; SPARK_CONF_DIR= HADOOP_CONF_DIR=/hadoop"
          + " YARN_CONF_DIR=; tell_submission; printf '%s\\n' \"${java[@]}\" \"$path\"";

  private static List<String> told(String... typed) throws Exception {
    return Bash.launcher(SCRIPT, typed).lines().toList();
  }

  @Test
  void masterModeAndDefaultFileSystemAreToldAndNoSecret() throws Exception {
    assertThat(told("run", "job.yaml"))
        .containsExactly(
            "java",
            "-Dspark.master=yarn",
            "-Dspark.submit.deployMode=cluster",
            "jar:/spark/conf:/hadoop");
    assertThat(
            told(
                "run",
                "--supervise",
                "--master",
                "spark://host:7077",
                "--conf",
                "spark.hadoop.fs.defaultFS=hdfs://nodes:8020"))
        .containsExactly(
            "java",
            "-Dspark.master=spark://host:7077",
            "-Dspark.submit.deployMode=cluster",
            "-Dspark.driver.supervise=true",
            "-Dspark.hadoop.fs.defaultFS=hdfs://nodes:8020",
            "jar:/spark/conf:/hadoop");
  }
}
