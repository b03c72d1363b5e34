package org.diabolo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** What a single value of YAML means, with its text as it was written. */
final class YamlScalar {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** A day is a text here; what a merge's mark is as a value was meant as one. */
  private static final Set<Tag> KNOWN =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE);

  /** No key takes more, and very many take long to read. */
  private static final int MOST_DIGITS = 1000;

  private static final Set<String> TRUE = Set.of("true", "yes", "on");
  private static final Set<String> TRUTH = Set.of("true", "yes", "on", "false", "no", "off");

  /** Octal in YAML 1.1 and decimal in 1.2: such a text is nobody's number. */
  private static final Pattern TWO_MEANINGS = Pattern.compile("[-+]?0[0-9_]+");

  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9][0-9_]*");
  private static final Pattern OF_TWO_OR_SIXTEEN =
      Pattern.compile("[-+]?0(b[01_]+|x[0-9a-fA-F_]+)");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9][0-9_]*\\.?[0-9_]*|\\.[0-9_]+)([eE][-+]?[0-9]+)?");

  private YamlScalar() {}

  /** Null that nobody wrote. */
  static JsonNode nothing() {
    return new Written("", NODES.nullNode());
  }

  static boolean isKnown(Tag tag) {
    return KNOWN.contains(tag);
  }

  /**
   * @param scalar of a {@linkplain #isKnown known} tag, which may stand in the file
   */
  static JsonNode of(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    ValueNode meaning = null;
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      meaning = number(text, tag);
    } else if (tag.equals(Tag.BOOL) && TRUTH.contains(text.toLowerCase(Locale.ROOT))) {
      meaning = NODES.booleanNode(TRUE.contains(text.toLowerCase(Locale.ROOT)));
    } else if (tag.equals(Tag.NULL)) {
      meaning = NODES.nullNode();
    }
    return meaning == null ? NODES.textNode(text) : new Written(text, meaning);
  }

  /** Null for what no key takes for one: of base 60 ({@code 12:30}), infinite, or none at all. */
  private static ValueNode number(String text, Tag tag) {
    String digits = text.replace("_", "");
    if (TWO_MEANINGS.matcher(text).matches() || digits.isEmpty() || digits.length() > MOST_DIGITS) {
      return null;
    }
    if (tag.equals(Tag.INT) && INTEGER.matcher(text).matches()) {
      return integer(new BigInteger(digits));
    }
    if (tag.equals(Tag.INT) && OF_TWO_OR_SIXTEEN.matcher(text).matches()) {
      int mark = digits.indexOf('0') + 1;
      String sign = digits.startsWith("-") ? "-" : "";
      int base = digits.charAt(mark) == 'b' ? 2 : 16;
      String rest = digits.substring(mark + 1);
      return rest.isEmpty() ? null : integer(new BigInteger(sign + rest, base));
    }
    return tag.equals(Tag.FLOAT) && DECIMAL.matcher(text).matches()
        ? NODES.numberNode(Double.parseDouble(digits))
        : null;
  }

  private static ValueNode integer(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? NODES.numberNode(value.longValue())
        : NODES.numberNode(value);
  }
}
