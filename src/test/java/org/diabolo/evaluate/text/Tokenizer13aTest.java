package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Tokenizer13aTest {
  /** What sacreBLEU 2.6.0's Tokenizer13a gives. */
  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("I'm a student.", "I'm a student ."),
        Arguments.of(
            "The U.S. paid $1,234.56 (about 3-4 %) in 2020-21, e.g. \"so\".",
            "The U . S . paid $ 1,234.56 ( about 3 - 4 % ) in 2020 - 21 , e . g . \" so \" ."),
        Arguments.of(
            "a-b 5-6 x/y &quot;q&quot; &amp;lt; <skipped>z", "a-b 5 - 6 x / y \" q \" < z"),
        Arguments.of("Émile's café, 3.5.", "Émile's café , 3.5 ."),
        Arguments.of("well-\nknown\nfact  ", "wellknown fact"),
        Arguments.of("日本語、です。", "日本語、です。"),
        Arguments.of("...,,1,2,a.1", ". . . , , 1,2 , a . 1"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void tokensAsSacreBleuCutsThem(String text, String expected) {
    assertThat(String.join(" ", Tokenizer13a.tokens(text))).isEqualTo(expected);
  }
}
