/**
 * A pattern of a quiz file: {@code a|b} are alternatives, <code>{a}</code> may be left out, {@code
 * [a|b]} are alternatives within a text, and a backslash takes what follows as it is.
 *
 * <p>One text is chosen that it matches: of alternatives the first, or the first that is not typed
 * one letter over another; what may be left out is there, unless it is a remark in parentheses.
 */
final class QuizPattern {
  private final String pattern;
  private int at;

  private QuizPattern(String pattern) {
    this.pattern = pattern;
  }

  static String choose(String pattern) {
    QuizPattern parsed = new QuizPattern(pattern);
    String text = parsed.alternatives();
    if (parsed.at < pattern.length()) {
      throw new IllegalArgumentException("a bracket too many in " + pattern);
    }
    return text.strip().replaceAll("\\s+", " ");
  }

  /** Reads until a closing bracket or the end, and leaves that. */
  private String alternatives() {
    String first = null;
    while (true) {
      String text = text();
      if (first == null || overstruck(first) && !overstruck(text)) {
        first = text;
      }
      if (at == pattern.length() || pattern.charAt(at) != '|') {
        return first;
      }
      at++;
    }
  }

  private static boolean overstruck(String text) {
    return text.indexOf('\b') >= 0;
  }

  /** Reads until a bar, a closing bracket or the end, and leaves that. */
  private String text() {
    StringBuilder text = new StringBuilder();
    while (at < pattern.length() && "|]}".indexOf(pattern.charAt(at)) < 0) {
      char c = pattern.charAt(at++);
      if (c == '[') {
        text.append(bracketed(']'));
      } else if (c == '{') {
        String optional = bracketed('}');
        text.append(optional.startsWith("(") ? "" : optional);
      } else if (c == '\\' && at < pattern.length()) {
        text.append(pattern.charAt(at++));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private String bracketed(char closing) {
    String inside = alternatives();
    if (at == pattern.length() || pattern.charAt(at++) != closing) {
      throw new IllegalArgumentException("no " + closing + " where one belongs in " + pattern);
    }
    return inside;
  }
}
