package org.diabolo.rows.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteScanTest {
  private static QuoteScan scan(String text) throws IOException {
    return new QuoteScan("encode.input.options", ',', '"', '"', '#').read(new StringReader(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id,text\n1,\"5\"\" disk, 3\"\" disk\"\n2,\"\"\n3,\"a\"",
        "id,text\n1,5\" disk\n2,plain",
        "\uFEFF\"id\",text\r\n1,\"a\"\r\n",
        "id,text\n1,\"a\" disk\"\n",
        "id,text\n# \"\n1,a\n",
        "id,text\n1,\"oops",
        "id,text\r1,\"a\"\r\n2,b\n",
        ""
      })
  void linesThatAreRecordsAreNothingSpecial(String text) throws IOException {
    assertThat(scan(text).breaks()).isFalse();
    assertThat(scan(text).damage()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id,text\n1,\"one\ntwo\"\n",
        "id,text\r\n1,\"one\ntwo\"\r\n2,\"\r\n\"\r\n",
        "\"i\nd\",text\n1,a\n",
        "id,text\n1,\"say \"\"\n\"\"\"\n"
      })
  void lineBreaksWithinQuotesAreFound(String text) throws IOException {
    assertThat(scan(text).breaks()).isTrue();
    assertThat(scan(text).damage()).isNull();
  }

  @Test
  void quoteThatSwallowsTheRowsAfterItIsDamage() throws IOException {
    assertThat(scan("id,text\n1,a\n2,\"oops\n3,b\n4,c\n").damage())
        .startsWith("a quote is opened in line 3 and is never closed")
        .contains("say encode.input.options: {quote: \"\"}, where")
        .contains("{multiLine: false}");
    assertThat(scan("id,text\r\n1,\"oops\r\n2,\"fine\"\r\n").damage())
        .startsWith("a quote is opened in line 2 and is closed in line 3 in the middle of a field");
  }

  @Test
  void endsOfLinesOfTwoKindsAreDamageWhereAFileIsReadWhole() throws IOException {
    assertThat(scan("id,text\n1,\"a\nb\"\r\n2,c\n").damage())
        .startsWith("ends some lines in CR LF");
    assertThat(scan("id,text\n1,a\r\n2,c\n").damage()).isNull();
  }

  @Test
  void anEscapedQuoteClosesNothing() throws IOException {
    QuoteScan scan =
        new QuoteScan("data.input.options", ';', '\'', '\\', -1)
            .read(new StringReader("id;text\n1;'it\\'s\nso'\n2;#'\n3;'\\\\'\n"));

    assertThat(scan.breaks()).isTrue();
    assertThat(scan.damage()).isNull();
  }
}
