package org.diabolo.docs;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block.
 *
 * @param page its page
 * @param line of its opening fence, from 1
 * @param language the first word of its info string; empty where there is none
 * @param mark the second; null where that is none
 * @param how the rest, such as {@code by TutorialAcceptance}
 * @param text what stands between the fences
 */
record Block(Path page, int line, String language, Mark mark, String how, String text) {
  private static final Pattern INFO = Pattern.compile("(\\w*) *([a-z]*)(:?) *(.*)");

  static Block of(Path page, int line, String info, String text) {
    Matcher words = INFO.matcher(info.strip());
    if (!words.matches()) {
      return new Block(page, line, info.strip(), null, "", text);
    }
    Mark mark = Mark.named(words.group(2)).orElse(null);
    return new Block(page, line, words.group(1), mark, words.group(4), text);
  }

  /**
   * A word of the info string that follows another.
   *
   * @param word such as {@code by}
   */
  Optional<String> said(String word) {
    Matcher found = Pattern.compile("(?:^|\\s)" + word + " (\\S+)").matcher(how);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** Where it is, as a complaint begins. */
  String place() {
    return page + ":" + line;
  }
}
