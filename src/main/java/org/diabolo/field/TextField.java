package org.diabolo.field;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.diabolo.job.TextSpec;

/**
 * Text as the ids of its tokens. Start and end are not among them: how a network is fed decides
 * where they stand.
 *
 * @param tokenizer what text is cut by
 * @param lowercase whether it is put into lower case first
 * @param maxLength most tokens of a row; of longer rows the first tokens are taken
 * @param vocabulary the tokens that are known
 */
public record TextField(
    @JsonProperty("tokenizer") Tokenizer tokenizer,
    @JsonProperty("lowercase") boolean lowercase,
    @JsonProperty("maxLength") int maxLength,
    @JsonProperty("vocabulary") Vocabulary vocabulary)
    implements Field {

  /**
   * @param spec of a text
   * @return the field before anything is learned: it cuts (subwords into characters) and knows no
   *     token
   */
  public static TextField unfitted(TextSpec spec) {
    Tokenizer tokenizer =
        switch (spec.tokens()) {
          case CHAR -> new CharTokenizer();
          case WORD -> new WordTokenizer();
          case SPACE -> new SpaceTokenizer();
          case BPE, UNIGRAM -> new BpeTokenizer(List.of());
        };
    return new TextField(tokenizer, spec.lowercase(), spec.maxLength(), new Vocabulary(List.of()));
  }

  /**
   * @param learned what texts are to be cut by
   * @return a field that cuts so
   */
  public TextField cutBy(Tokenizer learned) {
    return new TextField(learned, lowercase, maxLength, vocabulary);
  }

  /**
   * @param vocabulary the tokens that are known
   * @return a field that knows these
   */
  public TextField knowing(Vocabulary vocabulary) {
    return new TextField(tokenizer, lowercase, maxLength, vocabulary);
  }

  /**
   * @param text as it came in
   * @return the same in normal form C, in lower case if the field says so; normalised once more it
   *     stays as it is
   */
  public String normalised(String text) {
    String normal = composed(text);
    // Some pairs are one character in lower case only, such as j with a caron.
    return lowercase ? composed(normal.toLowerCase(Locale.ROOT)) : normal;
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * @param text as it came in
   * @return all its tokens, known or not
   */
  public List<String> tokens(String text) {
    return tokenizer.split(normalised(text));
  }

  @Override
  public float[] toNetwork(Object cell) {
    return numbers(tokens((String) cell));
  }

  /**
   * @param tokens of a text, as {@link #tokens} gave them
   * @return what {@link #toNetwork} gives for the text
   */
  public float[] numbers(List<String> tokens) {
    float[] ids = new float[Math.min(tokens.size(), maxLength)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = vocabulary.id(tokens.get(i));
    }
    return ids;
  }

  @Override
  public boolean sameForm(Field other) {
    return other instanceof TextField;
  }

  /**
   * @param ids of tokens
   * @return the tokens
   */
  public List<String> tokens(int[] ids) {
    return Arrays.stream(ids).mapToObj(vocabulary::token).toList();
  }

  /**
   * @param ids of tokens
   * @return the text that they make
   */
  public String text(int[] ids) {
    return tokenizer.join(tokens(ids));
  }

  /**
   * @param prepared as {@link #toNetwork} gave it
   * @return the same as whole numbers
   */
  public static int[] ids(float[] prepared) {
    return IntStream.range(0, prepared.length).map(i -> (int) prepared[i]).toArray();
  }
}
