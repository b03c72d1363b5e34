package org.diabolo.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.diabolo.job.Secrets;
import org.diabolo.submit.DataUri;

/**
 * A command line as its user typed it, and others that go on from it.
 *
 * @param program how it was called
 * @param arguments of ours
 * @param submission options of spark-submit that the launcher took out, in a shell's words
 */
record Typed(String program, List<String> arguments, String submission) {
  private static final String SET = "--set";

  private static volatile Typed ofProcess = new Typed("diabolo", List.of(), "");

  /** Tells with which arguments this process was started; the rest the launcher tells. */
  static void began(String... arguments) {
    ofProcess =
        new Typed(
            fallback(System.getenv("DIABOLO_PROGRAM"), "diabolo"),
            List.copyOf(Arrays.asList(arguments)),
            fallback(System.getenv("DIABOLO_SUBMIT_OPTIONS"), ""));
  }

  static Typed current() {
    return ofProcess;
  }

  private static String fallback(String value, String otherwise) {
    return value == null || value.isBlank() ? otherwise : value.strip();
  }

  /**
   * @param runId of the run that goes on; null where there is none
   * @return the same command, for a shell
   */
  List<String> again(String runId) {
    List<String> all = new ArrayList<>(arguments);
    boolean named =
        all.stream().anyMatch(word -> word.equals("--run-id") || word.startsWith("--run-id="));
    if (runId != null && !named) {
      all.addAll(List.of("--run-id", runId));
    }
    return words(all);
  }

  /**
   * @param words of a command of ours
   * @return them for a shell, with what spark-submit was told
   */
  List<String> words(List<String> words) {
    List<String> all = new ArrayList<>();
    all.add(quoted(program));
    for (int i = 0; i < words.size(); i++) {
      boolean isSetting = i > 0 && words.get(i - 1).equals(SET);
      all.add(quoted(isSetting ? Secrets.shownOverride(words.get(i)) : shown(words.get(i))));
    }
    if (!submission.isEmpty()) {
      all.add(Secrets.redacted(submission));
    }
    return all;
  }

  private static String shown(String word) {
    return word.startsWith(SET + "=")
        ? SET + "=" + Secrets.shownOverride(word.substring(SET.length() + 1))
        : Secrets.redacted(DataUri.shown(word));
  }

  /** As one word of a shell. */
  static String quoted(String word) {
    return word.matches("[\\w./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
