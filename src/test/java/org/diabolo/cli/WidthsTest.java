package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WidthsTest {
  @Test
  void linesBreakBetweenWordsAndLongWordsStayWhole() {
    assertThat(Widths.wrapped("one two three", 9)).containsExactly("one two", "  three");
    assertThat(Widths.wrapped("  one two three", 9)).containsExactly("  one two", "    three");
    assertThat(Widths.wrapped("in /a/very/long/path now", 9))
        .containsExactly("in", "  /a/very/long/path", "  now");
    assertThat(Widths.wrapped("short  as  it is", 80)).containsExactly("short  as  it is");
  }

  @Test
  void whatIsCutFitsAndMovesNoCursor() {
    assertThat(Widths.cut("0123456789", 10)).isEqualTo("0123456789");
    assertThat(Widths.cut("0123456789a", 10)).isEqualTo("0123456...");
    assertThat(Widths.cut("a\tb\033[2Jc\n", 20)).isEqualTo("a?b?[2Jc?");
    // Of these letters each takes two columns.
    assertThat(Widths.cut("かたかなかな", 10)).isEqualTo("かたか...");
  }

  @Test
  void commandOfManyLinesIsOneForAShell() throws Exception {
    List<String> words =
        List.of(
            "printf", "'%s\\n'", "first", "'the second'", "--third=x", "--fourth", "'it'\\''s'");
    List<String> lines = Widths.command(words, 24);

    assertThat(lines).hasSizeGreaterThan(2).allMatch(line -> line.length() <= 24);
    assertThat(Bash.run(String.join("\n", lines)))
        .isEqualTo("first\nthe second\n--third=x\n--fourth\nit's\n");
  }
}
