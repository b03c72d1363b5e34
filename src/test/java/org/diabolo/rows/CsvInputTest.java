package org.diabolo.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.diabolo.job.BadDataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvInputTest {
  @TempDir Path folder;

  private InputFiles files;

  @BeforeEach
  void csv() {
    files = new InputFiles(folder, "csv");
  }

  @Test
  void twoQuotesWithinQuotesAreOne() throws Exception {
    files.write("t.csv", "id,text,n\n007,\"5\"\" disk, 3\"\" disk\",7\n2,1e3,7\n");

    assertThat(files.screened(files.text("text"), "n"))
        .containsExactly("007 5\" disk, 3\" disk 7", "2 1e3 7");
  }

  @Test
  void lineBreaksWithinQuotesAreKept() throws Exception {
    files.write("a.csv", "id,text,n\r\n1,\"one\ntwo, \"\"three\"\"\",7\r\n2,plain,8\r\n");
    files.write("b.csv", "id,text,n\n3,\"\r\n\",9\n");

    assertThat(files.screened(files.text("text"), "n"))
        .containsExactly("1 one\ntwo, \"three\" 7", "2 plain 8", "3 \r\n 9");
  }

  @Test
  void columnsAreFoundByTheirNamesInEachFile() throws Exception {
    files.write("a.csv", "id,a,b,c\nr1,1,-1,x\n");
    files.write("b.csv", "id,b,a\nr2,-2.5,2\n");

    assertThat(files.screened(files.numbers("a, b"), "c"))
        .containsExactly("r1 (1.0, -1.0) x", "r2 (2.0, -2.5) null");
  }

  /** Of Java's doubles {@code 1.5d} is one too; the words of a table are none, copied or not. */
  @Test
  void numbersAreJudgedAsTextInEachFileAndCopiedAsNumbers() throws Exception {
    files.write("a.csv", "id,a,b\nr1,1,-1\nr2,2,-2\n");
    files.write("b.csv", "id,b,a\nr3,-2.5,3\nr4,1.5d,4\nr5,NaN,5\n");

    assertThat(files.screened(files.numbers("a, b", "encode.columns=[a, b]"), "a", "b"))
        .containsExactly(
            "r1 (1.0, -1.0) 1|-1.0",
            "r2 (2.0, -2.0) 2|-2.0",
            "r3 (3.0, -2.5) 3|-2.5",
            "r4 not a number: 1.5d",
            "r5 not a number: NaN");
  }

  @Test
  void numbersAreJudgedAlikeWhereAllFilesHaveOneOrder() throws Exception {
    files.write("a.csv", "id,a,b\nr1,1,-1\n");
    files.write("b.csv", "id,a,b\nr2,2,-2.5\nr3,3,1.5d\nr4,4,Infinity\n");

    assertThat(files.screened(files.numbers("a, b", "encode.columns=[b]"), "b"))
        .containsExactly(
            "r1 (1.0, -1.0) -1.0",
            "r2 (2.0, -2.5) -2.5",
            "r3 not a number: 1.5d",
            "r4 not a number: Infinity");
  }

  @Test
  void fileWithoutTheNamesThatOthersHaveIsNamed() throws Exception {
    files.write("a.csv", "id,a,b\nr1,1,-1\n");
    files.write("b.csv", "r2,2,-2\nr3,3,-3\n");

    assertThatThrownBy(() -> files.open(files.numbers("a, b")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("b.csv has no column")
        .hasMessageContaining("a.csv has; its first line, where the names stand, is r2,2,-2");
  }

  @Test
  void recordsOfMoreOrFewerFieldsAreRejects() throws Exception {
    files.write("t.csv", "id,a,b\nr1,1,-1\nr2,2,-2,9\nr3,3\nr4,4,-4\n");

    assertThat(files.screened(files.numbers("a")))
        .containsExactly(
            "r1 (1.0)", "r2 malformed row: r2,2,-2,9", "r3 malformed row: r3,3", "r4 (4.0)");
    assertThat(files.screened(files.numbers("a", "data.input.options={multiLine: true}")))
        .containsExactly(
            "r1 (1.0)", "r2 malformed row: r2,2,-2,9", "r3 malformed row: r3,3", "r4 (4.0)");
  }

  @Test
  void nameOfTwoColumnsIsRefusedOnlyWhereTheJobHasIt() throws Exception {
    files.write("t.csv", "id,a,x,x\nr1,1,2,3\n");

    assertThat(files.screened(files.numbers("a"))).containsExactly("r1 (1.0)");
    assertThatThrownBy(() -> files.open(files.numbers("a, x")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("t.csv: two columns are called x");
  }

  @Test
  void marksDelimitersEmptyFilesAndCompressionArePassedOver() throws Exception {
    files.write("a.csv", "");
    files.write("b.csv", "\uFEFFid;a\r\nr1;1,5\r\nr2;2,5\r\n");
    files.write("c.csv", "a;id\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(files.input().resolve("d.csv.gz")))) {
      out.write("\uFEFFa;id\n\"3\n\";r3\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(files.screened(files.text("a", "data.input.options={sep: \";\"}")))
        .containsExactly("r1 1,5", "r2 2,5", "r3 3\n");
  }

  @Test
  void tabIsADelimiter() throws Exception {
    files.write("t.tsv", "id\ttext\n1\tone, two\n");

    assertThat(files.screened(files.text("text", "data.input.options={sep: \"\\t\"}")))
        .containsExactly("1 one, two");
  }

  @Test
  void nothingButEmptyFilesHasNoRows() throws Exception {
    files.write("a.csv", "");

    assertThatThrownBy(() -> files.open(files.numbers("a")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("has no rows");
  }

  @Test
  void userOptionsGoBeforeOurs() throws Exception {
    files.write("t.csv", "1,it\\'s,\"\n2,'so',b\n");

    assertThat(
            files.screened(
                files.text(
                    "_c1",
                    "data.key=_c0",
                    "data.input.options={header: false, quote: \"'\", escape: \"\\\\\"}"),
                "_c2"))
        .containsExactly("1 it\\'s \"", "2 so b");
  }

  @Test
  void quoteThatIsNeverClosedIsRefusedOrMeansNothing() throws Exception {
    files.write("t.csv", "id,text\n1,\"oops\n2,fine\n3,\"so\"\n4,fine\n");

    assertThatThrownBy(() -> files.open(files.text("text")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("t.csv: a quote is opened in line 2");
    assertThat(files.screened(files.text("text", "data.input.options={quote: \"\"}")))
        .containsExactly("1 \"oops", "2 fine", "3 \"so\"", "4 fine");
  }

  @Test
  void cutCompressedFileIsNamed() throws Exception {
    files.write("a.csv", "id,a\nr1,1\n");
    Path whole = folder.resolve("whole.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
      out.write("id,a\nr2,2\n".repeat(999).getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(
        files.input().resolve("b.csv.gz"), java.util.Arrays.copyOf(bytes, bytes.length - 9));

    assertThatThrownBy(() -> files.open(files.numbers("a")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("b.csv.gz: ")
        .hasMessageContaining("end of input stream");
  }
}
