package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypedTest {
  private static Typed typed(String submission, String... arguments) {
    return new Typed("scripts/diabolo", List.of(arguments), submission);
  }

  private static String again(Typed typed, String runId) {
    return String.join(" ", typed.again(runId));
  }

  @Test
  void sameCommandGoesOnWithItsRun() {
    assertThat(again(typed("", "run", "my job.yaml", "--set", "encoder.layers=[8]"), "one"))
        .isEqualTo("scripts/diabolo run 'my job.yaml' --set 'encoder.layers=[8]' --run-id one");
    assertThat(again(typed("", "run", "job.yaml", "--run-id", "one"), "one"))
        .isEqualTo("scripts/diabolo run job.yaml --run-id one");
    assertThat(again(typed("", "run", "job.yaml", "--run-id=one"), "one"))
        .isEqualTo("scripts/diabolo run job.yaml --run-id=one");
    assertThat(again(typed("", "bench", "engine"), null)).isEqualTo("scripts/diabolo bench engine");
  }

  @Test
  void whatSparkSubmitWasToldGoesAlongAndSecretsDoNot() {
    String line =
        again(
            typed("--master yarn --conf spark.hadoop.fs.s3a.secret.key=abc", "run", "job.yaml"),
            "one");

    assertThat(line)
        .startsWith("scripts/diabolo run job.yaml --run-id one --master yarn --conf spark.hadoop")
        .doesNotContain("abc");
  }

  @Test
  void settingsKeepTheirSecretsInMappingsToo() {
    String mapping = "data.input.options={header: 'true', password: abc}";

    assertThat(again(typed("", "run", "job.yaml", "--set", mapping), "one"))
        .isEqualTo(
            again(typed("", "run", "job.yaml", "--set=" + mapping), "one")
                .replace("'--set=", "--set '"))
        .contains("data.input.options=")
        .doesNotContain("abc");
  }

  @Test
  void wordsAreThoseThatAShellReads() throws Exception {
    for (String word : List.of("plain", "a b", "it's", "$HOME", "[*]", "", "é", "a\nb", "\\")) {
      assertThat(Bash.run("printf %s " + Typed.quoted(word))).isEqualTo(word);
    }
  }
}
