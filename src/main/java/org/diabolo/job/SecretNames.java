package org.diabolo.job;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which keys say by their names that their values are secret. A reader's options are judged more
 * widely than our own keys and what stands in messages: there any {@code ... key} may be one of
 * encryption, and what Spark would redact is redacted.
 */
final class SecretNames {
  /** Spark's default. */
  private static final String SPARK = "(?i)secret|password|token|access[.]?key";

  /** Of words in lower case with hyphens between them. */
  private static final Pattern SECRET =
      Pattern.compile(
          "secret(?!ar)|passw(or)?d|pass-?(phrase|code|word)|credential|token(-|$)|jaas"
              + "|(^|-)(pwd|pw|creds?|sig|signature|sas|bearer|authorization|cookies?)(-|$)"
              + "|(^|-)(pass|auth)$"
              + "|(access|account|api|auth|encryption|license|master|private|session|shared"
              + "|signing|ssh|storage|subscription)-?keys?(-|$)"
              + "|(^|-)keys?-(list|material)(-|$)");

  private static final Pattern KEY = Pattern.compile("-keys?(-|$)");

  private static final Pattern BORDERS =
      Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  /** Keys and words of ours in which "token" has another meaning, but for the reader's options. */
  private static final Pattern OURS = Pattern.compile("\\btokens\\b");

  private static final String OPTIONS = "options.";

  private SecretNames() {}

  /**
   * @param path of a key, as {@code data.input.options.password}, or its name alone
   */
  static boolean isSecret(String path) {
    // Read each time: spark-submit puts the user's configuration among the system properties.
    String users = System.getProperty("spark.redaction.regex");
    int options = path.indexOf(OPTIONS);
    if (options < 0) {
      return SECRET.matcher(words(path)).find()
          || users != null
              && Pattern.compile(users).matcher(OURS.matcher(path).replaceAll("")).find();
    }
    String name = path.substring(options + OPTIONS.length());
    return SECRET.matcher(words(name)).find()
        || KEY.matcher(words(name)).find()
        || Pattern.compile(users == null ? SPARK : users).matcher(name).find();
  }

  private static String words(String path) {
    return BORDERS.matcher(path).replaceAll("-").toLowerCase(Locale.ROOT);
  }
}
