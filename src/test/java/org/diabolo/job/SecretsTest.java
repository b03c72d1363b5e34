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
          wasbs://c@a.blob.core.windows.net/x?sv=2022&sig=hunter2%3D&se=9 | wasbs://c@a.blob.core.windows.net/x?sv=2022&sig=REDACTED&se=9
          https://b.s3.amazonaws.com/x?X-Amz-Credential=AB/c&X-Amz-Date=7&X-Amz-Signature=hunter2 | https://b.s3.amazonaws.com/x?X-Amz-Credential=REDACTED&X-Amz-Date=7&X-Amz-Signature=REDACTED
          https://x/y?AWSAccessKeyId=hunter2&Expires=1&Signature=hunter2 | https://x/y?AWSAccessKeyId=REDACTED&Expires=1&Signature=REDACTED
          https://hunter2@host/x                | https://REDACTED@host/x
          a;AccountName=x;AccountKey=hunter2==;EndpointSuffix=y | a;AccountName=x;AccountKey=REDACTED
          {user=me, password=a,b}, more         | {user=me, password=REDACTED}, more
          LoginModule required username="me" password="hunter 2"; | LoginModule required username="me" password=REDACTED;
          {"apiKey":"hunter2","n":1} passphrase: 'hunter 2' | {"apiKey":REDACTED,"n":1} passphrase: REDACTED
          auth: Bearer hunter2 and more         | auth: Bearer REDACTED and more
          Authorization: Basic aHVudGVyMg==     | Authorization: Basic REDACTED
          of AKIAIOSFODNN7EXAMPLE here          | of REDACTED here
          x eyJhbGciOiJI.eyJzdWIiOiIx.SflKxw_-1 y | x REDACTED y
          data.password: unknown key, did you mean path? | data.password: unknown key, did you mean path?
          tokens=5 max_tokens=9 keep=3 key=id sort_key=x monkey=1 | tokens=5 max_tokens=9 keep=3 key=id sort_key=x monkey=1
          tokenizer=bpe author=me assign=1 design: "x" passes=2 | tokenizer=bpe author=me assign=1 design: "x" passes=2
          no column token in the input, allowed: key, password, secret | no column token in the input, allowed: key, password, secret
          """)
  void secretsInTextsAreStoodInForAndPathsAreNot(String text, String shown) {
    String redacted = Secrets.redacted(text);

    assertThat(redacted).isEqualTo(shown.replace("REDACTED", REDACTED));
    assertThat(Secrets.redacted(redacted)).as("twice").isEqualTo(redacted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.azure.account.key.mine.dfs.core.windows.net",
        "fs.azure.account.key",
        "fs.azure.sas.container.mine.blob.core.windows.net",
        "fs.azure.sas.fixed.token",
        "fs.azure.account.oauth2.client.secret",
        "fs.s3a.access.key",
        "fs.s3a.secret.key",
        "fs.s3a.session.token",
        "fs.s3a.encryption.key",
        "fs.s3a.server-side-encryption.key",
        "fs.gs.auth.service.account.private.key",
        "fs.oss.accessKeyId",
        "fs.oss.accessKeySecret",
        "parquet.encryption.key.list",
        "parquet.encryption.key.access.token",
        "pwd",
        "db_pwd",
        "passphrase",
        "passPhrase",
        "sslPassphrase",
        "apiKey",
        "apikey",
        "api-key",
        "API_KEY",
        "auth",
        "Authorization",
        "accessKey",
        "accesskey",
        "token",
        "authToken",
        "bearerToken",
        "tokens",
        "credential",
        "dfs.adls.oauth2.credential",
        "sasl.jaas.config",
        "signature",
        "sig",
        "sasToken",
        "password",
        "PASSWORD",
        "dbpassword",
        "userPass",
        "passwd",
        "cookie",
        "sshKey",
        "spark.ssl.keyPassword",
        "clientsecret",
        "kms.master.key"
      })
  void optionsWhoseNamesSaySoAreSecret(String option) throws Exception {
    JsonNode job = json("{'data': {'input': {'options': {'%s': 'hunter2'}}}}".formatted(option));

    assertThat(Secrets.redacted(job).toString()).contains(REDACTED).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "header",
        "sep",
        "quote",
        "escape",
        "inferSchema",
        "mergeSchema",
        "pathGlobFilter",
        "recursiveFileLookup",
        "modifiedBefore",
        "multiLine",
        "mode",
        "key",
        "keepQuotes",
        "columnNameOfCorruptRecord",
        "nullValue",
        "maxCharsPerColumn",
        "encoding",
        "compression",
        "fs.s3a.endpoint",
        "fs.s3a.path.style.access",
        "fs.azure.account.auth.type",
        "author",
        "parquet.encryption.kms.client.class",
        "assignment",
        "design",
        "bypass",
        "keyspace"
      })
  void optionsThatSayHowToReadAreNone(String option) throws Exception {
    JsonNode job = json("{'data': {'input': {'options': {'%s': 'x;y'}}}}".formatted(option));

    assertThat(Secrets.redacted(job)).isEqualTo(job);
  }

  @Test
  void nothingElseOfAJobIsSecretWhateverItsColumnsAreCalled() throws Exception {
    JsonNode job =
        json(
            """
            {'name': 'token', 'data': {'input': {'format': 'csv', 'path': '/data/secret/token=1'},
            'key': 'password', 'split': {'column': 'api_key', 'test': ['secret'], 'by': 'token'}},
            'source': {'kind': 'text', 'column': 'pwd', 'tokens': 'char', 'max_tokens': 5},
            'target': {'columns': ['credential', 'signature']}, 'train': {'batch': {'tokens': 512},
            'checkpoints': {'keep': 2}}, 'encode': {'columns': ['passphrase', 'sig']}}""");

    assertThat(Secrets.redacted(job)).isEqualTo(job);
  }

  @Test
  void whatAnOlderRuleLeftOrStoodInForIsTheSameToday() {
    // As manifests have it that were written when a value ended at a comma and sig was none.
    assertThat(Secrets.redacted("x?sig=hunter2&password=" + REDACTED + ",b"))
        .isEqualTo(Secrets.redacted("x?sig=changed&password=a,b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hdfs://nodes/secret_garden/token-data", "s3a://tokenized:8020/x", "C:/password"})
  void harmlessKeysAreToldWhateverTheirPathsAreCalled(String path) {
    assertThat(Secrets.shownOverride("data.input.path=" + path))
        .isEqualTo("data.input.path=" + path);
  }

  @Test
  void whatTheUserWouldHaveSparkRedactIsRedactedToo() throws Exception {
    System.setProperty("spark.redaction.regex", "(?i)pin");

    assertThat(Secrets.redacted(json("{'pin': 'hunter2', 'password': 'x', 'sep': ';'}")))
        .isEqualTo(
            json("{'pin': '*********(redacted)', 'password': '*********(redacted)', 'sep': ';'}"));
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
