package org.diabolo.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.diabolo.field.CharTokenizer;
import org.diabolo.field.ImageField;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;
import org.diabolo.field.WordTokenizer;
import org.junit.jupiter.api.Test;

class FeaturesTest {

  @Test
  void imagesAreToldByHowBrightTheyAreAndWhere() {
    ImageField field = new ImageField(2, 2, 1);
    byte[] pixels = {0, (byte) 255, 100, 100};

    ImageFeatures features = new ImageFeatures(field);
    float[] told = features.of(pixels, field.toNetwork(pixels)).numbers();

    assertThat(features.names())
        .containsExactly(
            "brightness",
            "contrast",
            "brightness top left",
            "brightness top right",
            "brightness bottom left",
            "brightness bottom right",
            "pixels from 0 to 63",
            "pixels from 64 to 127",
            "pixels from 128 to 191",
            "pixels from 192 to 255");
    // The mean of 0, 255, 100, 100, and the root of 21256.25 less 113.75².
    assertThat(told)
        .usingComparatorWithPrecision(1e-3f)
        .containsExactly(113.75f, 91.1986f, 0, 255, 100, 100, 0.25f, 0.5f, 0, 0.25f);
  }

  @Test
  void planesOfAnImageAreToldApart() {
    ImageField field = new ImageField(1, 2, 3);
    byte[] pixels = {10, 20, 30, 30, 40, 50};

    ImageFeatures features = new ImageFeatures(field);
    float[] told = features.of(pixels, field.toNetwork(pixels)).numbers();

    assertThat(features.names().subList(2, 5))
        .containsExactly(
            "brightness of channel 0", "brightness of channel 1", "brightness of channel 2");
    assertThat(told[2]).isCloseTo(20, within(1e-4f));
    assertThat(told[3]).isCloseTo(30, within(1e-4f));
    assertThat(told[4]).isCloseTo(40, within(1e-4f));
    assertThat(told).hasSize(features.names().size());
  }

  @Test
  void textsAreToldByTheirLengthAndWhatIsUnknown() {
    TextField field =
        new TextField(new CharTokenizer(), true, 3, new Vocabulary(List.of("a", "b", " ")));

    TextFeatures features = new TextFeatures(field);
    Features.Told told = features.of("Abя яж", field.toNetwork("Abя яж"));

    assertThat(features.names())
        .containsExactly(
            "characters",
            "tokens",
            "share of unknown characters",
            "share of unknown tokens",
            "share of token \"a\"",
            "share of token \"b\"",
            "share of token \" \"");
    assertThat(told.numbers()).containsExactly(6, 6, 0.5f, 0.5f, 1 / 6f, 1 / 6f, 1 / 6f);
    assertThat(told.strange().tokens()).containsExactly("я", "ж");
    assertThat(told.strange().characters()).containsExactly("я", "ж");
    assertThat(features.of("ab", field.toNetwork("ab")).strange())
        .isEqualTo(Features.Strange.NOTHING);
  }

  @Test
  void ofWordsThatAreUnknownCharactersMayBeKnown() {
    TextField field =
        new TextField(new WordTokenizer(), false, 10, new Vocabulary(List.of("red", "rose")));

    Features.Strange strange =
        new TextFeatures(field).of("red dress", field.toNetwork("red dress")).strange();

    assertThat(strange.tokens()).containsExactly("dress");
    assertThat(strange.characters()).isEmpty();
  }
}
