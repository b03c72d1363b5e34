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
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void launcherReadsWhatSitesWriteAsSparkDoes(@TempDir Path folder) throws Exception {
    Path site = folder.resolve("spark-defaults.conf");
    Files.writeString(
        site,
        String.join(
            "\n",
            "# a comment that ends in a backslash \\",
            "spark.after.comment=1",
            "  ! another \\",
            "  spark.colon : two words",
            "spark.windows\t3\r",
            "spark.joined=-Da=b \\\r",
            "  -Dc=d \\",
            "  # part of it",
            "spark.path=C:\\\\temp\\\\",
            "spark.quoted=a\\:\"b c\"",
            "",
            "spark.empty",
            "spark.last=end \\"));
    Properties expected = new Properties();
    try (Reader in = Files.newBufferedReader(site)) {
      expected.load(in);
    }

    Properties read = new Properties();
    Bash.launcher("settings \"$1\"", site.toString())
        .lines()
        .map(line -> line.split("\t", 2))
        .forEach(setting -> read.setProperty(setting[0], setting[1]));

    // Spark trims values, and so does the launcher.
    expected.replaceAll((key, value) -> ((String) value).strip());
    assertThat(read).isEqualTo(expected).hasSize(8);
  }
}
