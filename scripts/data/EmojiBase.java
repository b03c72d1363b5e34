import java.util.stream.Collectors;

/**
 * The base of an emoji: what its variants of skin tone, gender and direction have in common, as
 * code points in hexadecimal with "-" between.
 */
final class EmojiBase {
  private static final String SKIN_TONE = "-1F3F[B-F]";
  private static final String EMOJI_PRESENTATION = "-FE0F";
  private static final String MALE_FEMALE_OR_RIGHTWARDS = "-200D-(2640|2642|27A1)";

  /** Emoji that differ in gender alone without a sign for it, and what stands for all of them. */
  private static final String[][] SAME = {
    {"1F468|1F469", "1F9D1"}, // man, woman: adult
    {"1F466|1F467", "1F9D2"}, // boy, girl: child
    {"1F474|1F475", "1F9D3"}, // old man, old woman: older adult
    {"1F385|1F936", "1F9D1-200D-1F384"}, // Santa Claus, Mrs. Claus: Mx Claus
    {"1F934|1F478", "1FAC5"}, // prince, princess: person with crown
    {"1F930|1FAC3", "1FAC4"}, // pregnant woman, pregnant man: pregnant person
    {"1F46C|1F46D|1F9D1-200D-1F91D-200D-1F9D1", "1F46B"}, // people holding hands
    {"1F9D1-200D-2764-200D-1F9D1", "1F491"}, // couple with heart
    {"1F9D1-200D-2764-200D-1F48B-200D-1F9D1", "1F48F"}, // kiss
    {"1F9D1(-200D-1F9D1)?(-200D-1F9D2)+", "1F46A"}, // family
    {"1FAF1-200D-1FAF2", "1F91D"}, // handshake of two skin tones
  };

  private EmojiBase() {}

  /** Of {@code unified} as emoji-datasource has it. */
  static String of(String unified) {
    String base = plain(unified).replaceAll(SKIN_TONE, "");
    base = base.replaceAll(MALE_FEMALE_OR_RIGHTWARDS, "");
    for (String[] same : SAME) {
      base = base.replaceAll("\\b(" + same[0] + ")\\b", same[1]);
    }
    return base;
  }

  /** The code points of an emoji but those that only ask for a picture. */
  static String codes(String emoji) {
    return plain(
        emoji
            .codePoints()
            .mapToObj(code -> String.format("%04X", code))
            .collect(Collectors.joining("-")));
  }

  static String plain(String unified) {
    return unified.replaceAll(EMOJI_PRESENTATION, "");
  }
}
