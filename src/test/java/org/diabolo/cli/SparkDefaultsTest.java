package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** {@code conf/spark-defaults.conf}, as spark-submit reads it. */
class SparkDefaultsTest {
  private static Properties read() throws Exception {
    Properties settings = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of("conf/spark-defaults.conf"))) {
      settings.load(in);
    }
    return settings;
  }

  private static List<String> words(String options) {
    return Arrays.asList(options.strip().split("\\s+"));
  }

  @Test
  void driverInAClusterGetsTheFlagsThatSparkAddsElsewhere() throws Exception {
    assertThat(words(read().getProperty("spark.driver.extraJavaOptions")))
        .containsExactlyElementsOf(words(JavaModuleOptions.defaultModuleOptions()));
  }

  @Test
  void launchersFlagsAreTheSame() throws Exception {
    String script = ". scripts/lib/spark-java-flags; echo \"${SPARK_JAVA_FLAGS[*]}\"";
    assertThat(words(Bash.run(script)))
        .containsExactlyElementsOf(words(JavaModuleOptions.defaultModuleOptions()));
  }

  @Test
  void launcherReadsTheFileAsSparkDoes() throws Exception {
    Properties settings = read();

    List<String> lines = Bash.launcher("settings conf/spark-defaults.conf").lines().toList();
    assertThat(lines).hasSize(settings.size());
    for (String line : lines) {
      String[] setting = line.split("\t", 2);
      assertThat(words(setting[1])).isEqualTo(words(settings.getProperty(setting[0])));
    }
  }
}
