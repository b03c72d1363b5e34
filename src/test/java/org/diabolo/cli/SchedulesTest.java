package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import com.sonar.sslr.api.RecognitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine.ParseResult;

/** The examples in {@code jobs/schedules}: their syntax, and that they call what there is. */
class SchedulesTest {
  private static final Path FOLDER = Path.of("jobs/schedules");
  private static final Pattern CRON_VARIABLE = Pattern.compile("[A-Z_]+=\\S+");
  private static final Pattern CRON_LINE = Pattern.compile("((?:\\S+\\s+){5})(\\S.*)");

  private static String read(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }

  /** Commands and options must be known, and the job file one of ours. */
  private static void requireCommand(List<String> arguments) {
    ParseResult parsed = Diabolo.commandLine().parseArgs(arguments.toArray(String[]::new));
    assertThat(parsed.hasSubcommand()).as("%s", arguments).isTrue();
    JobOptions job =
        (JobOptions) parsed.subcommand().commandSpec().mixins().get(JobOptions.MIXIN).userObject();
    assertThat(Path.of("jobs", job.file().replaceFirst(".*/jobs/", ""))).isRegularFile();
    assertThat(arguments).contains("--workspace");
  }

  private static void requireCron(String expression) {
    new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
        .parse(expression.strip())
        .validate();
  }

  @Test
  void everyExampleIsLookedAtHere() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "airflow_run.py", "airflow_encode.py", "crontab", "kubernetes.yaml");
    }
  }

  @ParameterizedTest
  @CsvSource({"airflow_run.py, arguments, 2", "airflow_encode.py, application_args, 1"})
  void airflowsAreInPythonAndCallWhatThereIs(String name, String argument, int dags)
      throws IOException {
    String text = read(name);

    List<List<String>> calls = new PythonText(text).listsGivenAs(argument);

    assertThat(calls).hasSize(dags).allSatisfy(SchedulesTest::requireCommand);
    Matcher schedule = Pattern.compile(" schedule=\"(.*)\"").matcher(text);
    for (int i = 0; i < dags; i++) {
      assertThat(schedule.find()).isTrue();
      requireCron(schedule.group(1));
    }
    if (text.contains("java_class")) {
      assertThat(text).contains("java_class=\"" + Diabolo.class.getName() + '"');
    }
  }

  /** Another try is for what the last line says may pass, by its names. */
  @ParameterizedTest
  @ValueSource(strings = {"airflow_run.py", "airflow_encode.py"})
  void airflowsTryAgainWhatMayPassAlone(String name) throws IOException {
    assertThat(read(name))
        .containsPattern("if \\S+\\.get\\(\"retry\"\\) is True:\\n")
        .contains("get(\"message\"")
        .doesNotContain("code in", "Error code is");
  }

  /** That the parser finds them. */
  @Test
  void mistakesInPythonAreFound() throws IOException {
    String text = read("airflow_run.py");
    for (List<String> mistake :
        List.of(
            List.of("as dag:", "as dag"),
            List.of("    DiaboloOperator(", "DiaboloOperator("),
            List.of("        self.arguments", "      self.arguments"),
            List.of("retries=3,", "retries=3"))) {
      assertThat(text).contains(mistake.get(0));
      assertThatThrownBy(() -> new PythonText(text.replace(mistake.get(0), mistake.get(1))))
          .as("%s", mistake)
          .isInstanceOf(RecognitionException.class);
    }
  }

  @Test
  void linesOfTheCrontabAreCronsAndCallWhatThereIs() throws Exception {
    int commands = 0;
    String variables = "";
    for (String line : read("crontab").lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (CRON_VARIABLE.matcher(line).matches()) {
        variables += line + "\n";
        continue;
      }
      Matcher entry = CRON_LINE.matcher(line);
      assertThat(entry.matches()).as(line).isTrue();
      requireCron(entry.group(1));
      // Cron ends the command at a % without a backslash, and takes the backslash away.
      assertThat(entry.group(2)).doesNotContainPattern("(?<!\\\\)%");
      requireCommand(diabolosPart(variables, entry.group(2).replace("\\%", "%")));
      commands++;
    }
    assertThat(commands).isEqualTo(2);
  }

  /** What a shell would start, without starting it; spark-submit's options are taken out. */
  private static List<String> diabolosPart(String variables, String command) throws Exception {
    String script =
        "set -a\n"
            + variables
            + "LOG=/dev\n"
            + "flock() { while [[ $1 == -* || $1 == 0 ]]; do shift; done; shift; \"$@\"; }\n"
            + "/opt/diabolo/scripts/diabolo() { split_arguments \"$@\";"
            + " [[ ${given[--master]} == spark://* ]]; printf '%s\\n' \"${arguments[@]}\"; }\n"
            + command.replaceFirst(">>\"\\$LOG/\\w+\\.log\"", "");
    return Bash.launcher(script).lines().toList();
  }

  @Test
  void wrongCronExpressionsAreFound() {
    for (String wrong : List.of("0 25 * * *", "0 2 * *", "* * * * mo-so")) {
      assertThatThrownBy(() -> requireCron(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void kubernetesScheduleHasWhatTheOperatorAsksForAndCallsWhatThereIs() throws IOException {
    Map<?, ?> root = yaml(read("kubernetes.yaml"));
    assertThat(root.get("apiVersion")).isEqualTo("sparkoperator.k8s.io/v1beta2");
    assertThat(root.get("kind")).isEqualTo("ScheduledSparkApplication");
    assertThat(at(root, "metadata", "name")).asString().matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    requireCron((String) at(root, "spec", "schedule"));
    assertThat(at(root, "spec", "concurrencyPolicy")).isIn("Allow", "Forbid", "Replace");

    Map<?, ?> template = (Map<?, ?>) at(root, "spec", "template");
    // Of v1beta2, required ones first.
    assertThat(template.keySet().stream().map(String.class::cast))
        .contains("type", "sparkVersion", "driver", "executor")
        .isSubsetOf(
            ("type sparkVersion driver executor mode image imagePullPolicy imagePullSecrets mainClass"
                    + " mainApplicationFile arguments restartPolicy sparkConf hadoopConf deps"
                    + " volumes dynamicAllocation timeToLiveSeconds monitoring batchScheduler")
                .split(" "));
    assertThat(template.get("type")).isEqualTo("Java");
    assertThat(template.get("mainClass")).isEqualTo(Diabolo.class.getName());
    assertThat(at(template, "restartPolicy", "type")).isIn("Never", "OnFailure", "Always");
    requireCommand(((List<?>) template.get("arguments")).stream().map(String.class::cast).toList());
    for (String part : List.of("driver", "executor")) {
      assertThat(words(at(template, part, "javaOptions")))
          .isEqualTo(words(JavaModuleOptions.defaultModuleOptions()));
    }
    // Kubernetes takes texts alone there.
    for (String part : List.of("sparkConf", "hadoopConf")) {
      assertThat(((Map<?, ?>) template.get(part)).values().toArray())
          .hasOnlyElementsOfType(String.class);
    }
  }

  private static Map<?, ?> yaml(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  private static Object at(Map<?, ?> map, String... keys) {
    Object value = map;
    for (String key : keys) {
      value = ((Map<?, ?>) value).get(key);
    }
    return value;
  }

  private static List<String> words(Object text) {
    return Arrays.asList(text.toString().strip().split("\\s+"));
  }
}
