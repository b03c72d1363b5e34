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
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.deploy.SparkSubmitArguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine.ParseResult;
import scala.collection.JavaConverters;

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
              "airflow_run.py", "airflow_encode.py", "crontab", "kubernetes.yaml", "nightly");
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
            List.of("    ):\n", "    )\n"),
            List.of("        DiaboloOperator(", "DiaboloOperator("),
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
            + "LOGS=/dev\n"
            + "flock() { while [[ $1 == -* || $1 == 0 ]]; do shift; done; shift; \"$@\"; }\n"
            + "/opt/diabolo/jobs/schedules/nightly() { [[ $LOG == /dev/*.log ]]; \"$@\"; }\n"
            + "/opt/diabolo/scripts/diabolo() { split_arguments \"$@\";"
            + " [[ ${given[--master]} == spark://* ]]; printf '%s\\n' \"${arguments[@]}\"; }\n"
            + command;
    return Bash.launcher(script).lines().toList();
  }

  @Test
  void wrongCronExpressionsAreFound() {
    for (String wrong : List.of("0 25 * * *", "0 2 * *", "* * * * mo-so")) {
      assertThatThrownBy(() -> requireCron(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** A command that ends as its words say, each time as the next of them. */
  private static final String ENDING =
      """
      n=$(($(cat count) + 1)); echo $n >count; shift $((n - 1)); echo "told $n" >&2
      case $1 in
        0) echo '{"command":"retrain","exit":0,"retry":false}';;
        away) echo '{"command":"retrain","exit":1,"kind":"temporary","retry":true}'; exit 1;;
        fault) echo '{"command":"retrain","exit":1,"kind":"fault","retry":false}'; exit 1;;
        term) echo '{"command":"retrain","exit":143,"kind":"temporary","retry":true}'; exit 143;;
        kill) exit 137;;
        cluster) exit 1;;
        *) echo '{"exit":'$1',"retry":false,"message":"said \\"retry\\":true"}'; exit $1;;
      esac
      """;

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1, ''",
    "away 0, 0, 2, ''",
    "away away away away 0, 1, 4, '{\"command\":\"retrain\",\"exit\":1,'",
    "away 4, 4, 2, '{\"exit\":4,'",
    "2 0, 2, 1, '{\"exit\":2,'",
    "3 0, 3, 1, '{\"exit\":3,'",
    "4 0, 4, 1, '{\"exit\":4,'",
    "5 0, 5, 1, '{\"exit\":5,'",
    "fault 0, 1, 1, '{\"command\":\"retrain\",\"exit\":1,\"kind\":\"fault\"'",
    "term 0, 143, 1, '{\"command\":\"retrain\",\"exit\":143,'",
    "kill 0, 137, 1, exit code 137",
    // Its run's result.json says the rest.
    "cluster 0, 4, 1, '{\"command\":\"retrain\",\"exit\":4,'"
  })
  void nightlyTriesAgainWhatMayPassAndTellsOfTheRestOnce(
      String ends, int code, int tries, String told, @TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("ending"), ENDING);
    Files.writeString(folder.resolve("count"), "0");
    Path hadoop = folder.resolve("hadoop");
    Files.writeString(
        hadoop,
        "#!/bin/bash\n[[ \"$*\" == \"fs -cat hdfs:///r\" ]] && echo"
            + " '{\"command\":\"retrain\",\"exit\":4,\"retry\":false}'\n");
    assertThat(hadoop.toFile().setExecutable(true)).isTrue();
    String script =
        "cd \"$2\"; set +e; if [[ $3 == cluster* ]]; then export RESULT=hdfs:///r; fi;"
            + " said=$(PATH=$PWD:$PATH LOG=log PAUSE=0 \"$1\" bash ending $3);"
            + " echo \"$? $(cat count) $said\"";

    String ended =
        Bash.run(script, FOLDER.resolve("nightly").toAbsolutePath() + "", folder + "", ends);

    assertThat(ended).startsWith(code + " " + tries + " " + told).hasLineCount(1);
    assertThat(told.isEmpty()).isEqualTo(ended.strip().equals(code + " " + tries));
    assertThat(Files.readString(folder.resolve("log"))).contains("told " + tries + "\n");
  }

  @Test
  void kubernetesScheduleIsACronJobThatCallsWhatThereIs() throws IOException {
    Map<?, ?> root = yaml(read("kubernetes.yaml"));
    assertThat(root.get("apiVersion")).isEqualTo("batch/v1");
    assertThat(root.get("kind")).isEqualTo("CronJob");
    assertThat(at(root, "metadata", "name")).asString().matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    requireCron((String) at(root, "spec", "schedule"));
    assertThat(at(root, "spec", "concurrencyPolicy")).isIn("Allow", "Forbid", "Replace");

    Map<?, ?> job = (Map<?, ?>) at(root, "spec", "jobTemplate", "spec");
    Map<?, ?> ends = (Map<?, ?>) ((List<?>) at(job, "podFailurePolicy", "rules")).get(1);
    assertThat(ends.get("action")).isEqualTo("FailJob");
    assertThat(at(ends, "onExitCodes", "operator")).isEqualTo("In");
    assertThat((List<?>) at(ends, "onExitCodes", "values"))
        .as("all that nightly ends with of itself")
        .isEqualTo(List.of(1, 2, 3, 4, 5));
    Map<?, ?> pod = (Map<?, ?>) at(job, "template", "spec");
    // As a policy for failures of pods asks for.
    assertThat(pod.get("restartPolicy")).isEqualTo("Never");
    Map<?, ?> container = (Map<?, ?>) ((List<?>) pod.get("containers")).get(0);
    assertThat(container.get("name")).isEqualTo(at(ends, "onExitCodes", "containerName"));
    assertThat(container.keySet().stream().map(String.class::cast))
        .isSubsetOf("name", "image", "command", "args", "env", "resources");
    List<String> given =
        ((List<?>) container.get("env"))
            .stream().map(one -> (String) ((Map<?, ?>) one).get("name")).toList();

    List<String> words =
        ((List<?>) container.get("args")).stream().map(String.class::cast).toList();
    assertThat(words)
        .as("variables that Kubernetes puts in")
        .allSatisfy(
            word ->
                assertThat(
                        Pattern.compile("\\$\\((\\w+)\\)")
                            .matcher(word)
                            .results()
                            .map(found -> found.group(1)))
                    .isSubsetOf(given));
    assertThat(words.get(0)).endsWith("/bin/spark-submit");
    SparkSubmitArguments submission = submission(words.subList(1, words.size()));
    assertThat(submission.mainClass()).isEqualTo(Diabolo.class.getName());
    assertThat(submission.primaryResource()).endsWith("/diabolo.jar");
    assertThat(submission.deployMode()).isEqualTo("client");
    requireCommand(JavaConverters.seqAsJavaList(submission.childArgs()));
  }

  /** As spark-submit reads them. */
  private static SparkSubmitArguments submission(List<String> words) {
    List<String> here =
        words.stream()
            .map(word -> word.replace("/opt/diabolo/spark-defaults", "conf/spark-defaults"))
            .toList();
    return new SparkSubmitArguments(
        JavaConverters.asScalaBuffer(here).toSeq(), new scala.collection.immutable.HashMap<>());
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
}
