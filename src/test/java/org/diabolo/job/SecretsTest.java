package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final String VALUE = "hunter2";
  private static final String REDACTED = "*********(redacted)";

  @TempDir Path folder;

  @AfterEach
  void forget() {
    System.clearProperty("spark.redaction.regex");
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  @Test
  void valuesOfSecretKeysAreStoodInForAndAllElseIsAsItWas() throws Exception {
    assertThat(
            Secrets.redacted(
                json(
                    """
                    {'data': {'input': {'path': 's3a://me:hunter2@bucket/x', 'options':
                    {'Password': 'hunter2', 'fs.s3a.access.key': 'hunter2', 'apiToken': ['hunter2'],
                    'tokens': 'hunter2', 'sep': ';'}}}, 'source': {'tokens': 'word'},
                    'train': {'batch': {'tokens': 512}, 'rate': 0.5}, 'none': null}""")))
        .isEqualTo(
            json(
                """
                {'data': {'input': {'path': 's3a://*********(redacted)@bucket/x', 'options':
                {'Password': '*********(redacted)', 'fs.s3a.access.key': '*********(redacted)',
                'apiToken': ['*********(redacted)'], 'tokens': '*********(redacted)', 'sep': ';'}}},
                'source': {'tokens': 'word'}, 'train': {'batch': {'tokens': 512}, 'rate': 0.5},
                'none': null}"""));
  }

  @Test
  void usersOfUrisWithoutAPasswordAreNoSecret() {
    assertThat(Secrets.redacted("abfss://container@account.dfs.core.windows.net/x at 10:30@home"))
        .isEqualTo("abfss://container@account.dfs.core.windows.net/x at 10:30@home");
    assertThat(Secrets.redacted("no hdfs://a:hunter2@b/x, nor hdfs://c:hunter2@d/y"))
        .isEqualTo("no hdfs://" + REDACTED + "@b/x, nor hdfs://" + REDACTED + "@d/y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s3a://me:hunter2/x@y@bucket/in        | s3a://REDACTED@bucket/in
          jdbc:x://h:3306/d?password=hunter2&a=b | jdbc:x://h:3306/d?password=REDACTED&a=b
          --set=data.input.options.password=hunter2== --run-id one | --set=data.input.options.password=REDACTED --run-id one
          Unknown option: "--apiToken=hunter2"  | Unknown option: "--apiToken=REDACTED"
          hdfs://nodes:8020/a@b/c               | hdfs://nodes:8020/a@b/c
          s3a://bucket/token=abc/day=1          | s3a://bucket/token=abc/day=1
          train.batch={tokens: 5} tokens=5      | train.batch={tokens: 5} tokens=5
          password= nothing                     | password= nothing
          """)
  void secretsInTextsAreStoodInForAndPathsAreNot(String text, String shown) {
    assertThat(Secrets.redacted(text)).isEqualTo(shown.replace("REDACTED", REDACTED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hdfs://nodes/secret_garden/token-data", "s3a://tokenized:8020/x", "C:/password"})
  void harmlessKeysAreToldWhateverTheirPathsAreCalled(String path) {
    assertThat(Secrets.shownOverride("data.input.path=" + path))
        .isEqualTo("data.input.path=" + path);
  }

  @Test
  void sparksOwnPatternIsTheUsers() throws Exception {
    System.setProperty("spark.redaction.regex", "(?i)pin");

    assertThat(Secrets.redacted(json("{'pin': 'hunter2', 'password': 'x'}")))
        .isEqualTo(json("{'pin': '*********(redacted)', 'password': 'x'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.input.options.password=[hunter2]",
        "data.input.options.fs.s3a.secret.key=hunter2",
        "data.input.optoins.password=hunter2",
        "data.input={path: x, options: {password: hunter2}, more: 1}",
        "data.input.options=password:hunter2",
        "data.input.path=[s3a://me:hunter2@bucket/x]",
        "data.input.options.password={hunter2",
        "data.input.path.password=hunter2",
        "data.input.options.password:hunter2"
      })
  void mistakesAreToldWithoutTheSecret(String override) throws Exception {
    Path job = Files.writeString(folder.resolve("job.yaml"), Tables.job(folder));

    assertThat(catchThrowable(() -> Jobs.read(job, List.of(override))))
        .isInstanceOf(InvalidJobException.class)
        .message()
        .containsPattern("redacted|unknown key")
        .doesNotContain(VALUE);
  }

  @Test
  void ourOwnTokensAreToldAsTheyAre() throws Exception {
    Path job = Files.writeString(folder.resolve("job.yaml"), Tables.job(folder));

    assertThat(catchThrowable(() -> Jobs.read(job, List.of("train.batch={tokens: none}"))))
        .message()
        .contains("--set train.batch={tokens: none}: train.batch.tokens: found \"none\"");
  }
}
