package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhitespaceTest {
  /** All code points for which Python 3's {@code str.isspace()} holds. */
  private static final int[] PYTHON = {
    0x9, 0xa, 0xb, 0xc, 0xd, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001,
    0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f,
    0x205f, 0x3000
  };

  @Test
  void itSplitsWherePythonDoes() {
    int[] splitting =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(c -> Whitespace.split("a" + Character.toString(c) + "b").size() == 2)
            .toArray();

    assertThat(splitting).containsExactly(PYTHON);
  }

  @Test
  void thereAreNoEmptyWords() {
    assertThat(Whitespace.split(" \u3000a  b\u00a0")).containsExactly("a", "b");
    assertThat(Whitespace.split(" ")).isEmpty();
    assertThat(Whitespace.stripEnd(" a \u0085\n")).isEqualTo(" a");
  }
}
