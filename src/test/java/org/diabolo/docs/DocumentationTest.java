package org.diabolo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each block of the documentation has a mark, and what is run or checked is right. */
class DocumentationTest {
  private static final String WHOLE_JOB =
      """
      name: clothes
      data: {input: {path: sample-data/fashion-mnist}, key: id}
      source: {column: pixels, kind: image, shape: [28, 28, 1]}
      encoder: {kind: mlp, code: 32}
      decoder: {kind: mlp}""";

  @TempDir private Path folder;

  @Test
  void everyBlockIsMarkedAndRight() {
    Documentation documentation = Documentation.in(Path.of(""));
    System.out.println(documentation.counts());

    assertThat(documentation.complaints()).isEmpty();
    assertThat(documentation.blocks()).hasSizeGreaterThan(50);
  }

  private List<String> complaints(String page) throws Exception {
    Path file = Files.writeString(folder.resolve("page.md"), page);
    return Documentation.in(folder).complaints().stream()
        .map(line -> line.replace(file.toString(), "page.md"))
        .toList();
  }

  private static String block(String info, String text) {
    return "```" + info + "\n" + text + "\n```\n";
  }

  @Test
  void blocksThatAreRightAreTakenAndCounted() throws Exception {
    String page =
        "Words.\n\n"
            + block("yaml checked as clothes.yaml", WHOLE_JOB)
            + block(
                "yaml checked in jobs/answer.yaml", "encoder: {kind: rnn, layers: [8], code: 4}")
            + block("yaml checked of jobs/answer.yaml", "name: answer")
            + block(
                "sh checked", "scripts/diabolo run clothes.yaml --set 'encoder.layers=[8]' # so")
            + block("text output", "done")
            + block("sh run by .ci/run", "mvn -B verify")
            + block("json checked", "{\"exit\": 0}")
            + block("sql checked", "SELECT a FROM b")
            + block(
                "java checked given java.util.List<String> names", "String first = names.get(0);")
            + block("sh shown: it needs a cluster", "hadoop fs -ls");

    assertThat(complaints(page)).isEmpty();
    assertThat(Documentation.in(folder).counts())
        .isEqualTo("documentation: 10 blocks in 1 pages: 1 run, 7 checked, 1 shown, 1 output");
  }

  @Test
  void blocksWithoutAMarkAreFound() throws Exception {
    assertThat(
            complaints(
                block("", "a") + block("sh", "a") + "\n    indented\n\n```sh checked\nmvn test"))
        .containsExactly(
            "page.md:8: a block begins with ``` at the left margin, and has a mark",
            "page.md:10: the fence is not closed",
            "page.md:1: no mark after the language \"\": run by TEST, checked, shown: REASON, or"
                + " output",
            "page.md:4: no mark after the language \"sh\": run by TEST, checked, shown: REASON, or"
                + " output");
  }

  @Test
  void blocksThatAreShownSayWhyAndAreFew() throws Exception {
    assertThat(complaints(block("sh shown", "a")))
        .containsExactly(
            "page.md:1: shown, but it does not say why: shown: REASON",
            "1 of 1 blocks are only shown, allowed: one in ten");
    Files.writeString(folder.resolve("README.md"), block("sh shown: nobody has a cluster", "a"));
    Files.delete(folder.resolve("page.md"));
    assertThat(Documentation.in(folder).complaints())
        .first()
        .asString()
        .endsWith("README.md:1: shown, which no block of README.md is");
  }

  @Test
  void outputFollowsACommand() throws Exception {
    assertThat(
            complaints(
                block("text output", "a") + block("json checked", "1") + block("text output", "a")))
        .containsExactly(
            "page.md:1: is output, but the block before it is no command",
            "page.md:7: is output, but the block before it is no command");
  }

  @Test
  void runSaysByWhat() throws Exception {
    assertThat(
            complaints(
                block("sh run", "mvn test")
                    + block("sh run by NoTest", "mvn test")
                    + block("sh run by .ci/run", "mvn test")))
        .containsExactly(
            "page.md:1: run, but it does not say by what: run by TEST",
            "page.md:4: run by NoTest, which is no test in src/test/java/org/diabolo/docs",
            "page.md:7: .ci/run does not run mvn test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scripts/diabolo run jobs/answer.yaml --wrong | Unknown option: '--wrong'",
        "scripts/diabolo walk jobs/answer.yaml | Unmatched argument",
        "scripts/diabolo run jobs/gone.yaml | jobs/gone.yaml: there is no such job file",
        "scripts/diabolo run jobs/answer.yaml --set train.epoch=9 | unknown key, did you mean epochs?",
        "scripts/diabolo run jobs/answer.yaml --master spark://m | --master: found spark://m, allowed:",
        "scripts/diabolo run jobs/answer.yaml --master spark://m:7077 --workspace hdfs:///r | is on this machine's disk",
        "scripts/diabolo run $(jobs/answer.yaml | unexpected EOF",
        "scripts/walk | scripts/walk: No such file",
        "scripts/soak --wrong | it does not know --wrong",
        "scripts/fetch-data walks | it does not know walks",
        "mvn test -Dtest=NoTest | there is no test NoTest",
        "mvn -P walk verify | there is no profile walk",
        "spark-submit --wrong 1 --class org.diabolo.cli.Diabolo target/diabolo.jar runs jobs/answer.yaml | --wrong",
        "spark-submit --class org.diabolo.cli.Diabolo target/diabolo.jar run jobs/gone.yaml | there is no such job file",
        "hadoop fs -ls | nothing checks this program",
      })
  void wrongCommandsAreFound(String command, String complaint) throws Exception {
    assertThat(complaints(block("sh checked", command)))
        .singleElement()
        .asString()
        .startsWith("page.md:1: ")
        .contains(complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yaml checked | name: a | missing, allowed: ",
        "yaml checked in jobs/answer.yaml | encoder: {kind: rnn, width: 3} | encoder.width: unknown key",
        "yaml checked in jobs/gone.yaml | name: a | jobs/gone.yaml",
        "yaml checked of jobs/answer.yaml | name: question | name: question, but jobs/answer.yaml has answer",
        "yaml checked in jobs/answer.yaml | name: [a | expected",
        "json checked | {a | Unexpected",
        "sql checked | SELEC a FROM b | SELEC",
        "java checked | int a = b; | cannot find symbol",
        "scala checked | val a = b | nothing checks this language",
        "text checked by LinksTest | nobody expects 9 of these | expects no line as: nobody",
      })
  void wrongPiecesAreFound(String info, String text, String complaint) throws Exception {
    assertThat(complaints(block(info, text)))
        .first()
        .asString()
        .startsWith("page.md:1")
        .contains(complaint);
  }

  @Test
  void printedLinesAreComparedButForTheirNumbers() {
    List<String> printed =
        List.of("run first in /tmp/x/runs/foods/first", "epoch 3/9, 0:15 left", "done in 0:46");

    assertThat(
            Shape.missing(List.of("run first in runs/foods/first", "...", "done in 1:02"), printed))
        .isEmpty();
    assertThat(Shape.missing(List.of("epoch 4/20, ..."), printed)).isEmpty();
    assertThat(Shape.missing(List.of("epoch 8/9, 0:01 left: loss 0.1"), printed)).isEmpty();
    assertThat(Shape.missing(List.of("done in 0:46", "epoch 3/9, 0:15 left"), printed))
        .contains("epoch 3/9, 0:15 left");
    assertThat(Shape.missing(List.of("run second in runs/foods/second"), printed)).isPresent();
  }
}
