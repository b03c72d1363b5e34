package org.diabolo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.drift.ComparedReference;
import org.diabolo.job.BadDataException;
import org.diabolo.network.guard.Traps;
import org.diabolo.network.guard.Zips;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles that somebody changed, with checksums that agree. */
class WrongBundleTest {
  private static final Path FORMAT_2 = Path.of("src/test/resources/bundles/format-2");

  @TempDir Path disk;
  private final Map<String, byte[]> files = new TreeMap<>();

  @BeforeEach
  void open() throws IOException {
    take("numbers");
  }

  private void take(String bundle) throws IOException {
    for (String file : new String[] {"bundle.json", "decoder.zip", "encoder.zip"}) {
      files.put(file, Files.readAllBytes(FORMAT_2.resolve(bundle).resolve(file)));
    }
  }

  @Test
  void asItWasItIsRead() {
    assertThat(load().card().code()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "99.66445595281374 | \"NaN\" | source.scale[1] is NaN, allowed: 0 (a constant column) or more",
        "99.66445595281374 | -1 | source.scale[1] is -1.0, allowed: 0 (a constant column) or more",
        "99.66445595281374 | 1e999 | source.scale[1] is Infinity, allowed: 0 (a constant column) or more",
        "12.0422865497076 | \"NaN\" | source.shift[1] is NaN",
        "12.0422865497076 | -1e999 | source.shift[1] is -Infinity",
        "12.0422865497076, | '' | source: found 4 numbers of shift and 5 of scale, allowed: as many of both",
        "\"standard\" | \"none\" | source.scale[0] is 0.28419754216897836, allowed: 1, as scaling is none",
        "\"code\" : 2 | \"code\" : 0 | code is 0, allowed: 1 or more",
        "\"form\" : \"flat\" | \"form\" : \"tokens\" | feeds.inputs[0].form: found TOKENS, allowed: a form of numbers",
        "\"side\" : \"source\" | \"side\" : \"target\" | feeds.inputs[0]: allowed: a form of the source",
        "\"kind\" : \"vector\" | \"kind\" : \"hologram\" | not a bundle's card: Could not resolve type id 'hologram' as a subtype of `org.diabolo.field.Field`: known type ids = [image, text, vector] (for POJO property 'source')",
      })
  void whatTheCardCannotMeanIsNamed(String text, String by, String message) {
    card(text, by);

    refused("bundle.json", message);
  }

  @Test
  void aCardOfAnotherSizeThanTheNetworksIsRefused() {
    card(", 3.7238596491228084E-6 ]", " ]");
    card(", 5.7645526608373154E-5 ]", " ]");
    refused("encoder.zip", "takes 5 numbers at encoder-0, and by bundle.json it is given 4");
  }

  @Test
  void aCodeOfAnotherSizeThanTheNetworksIsRefused() {
    card("\"code\" : 2", "\"code\" : 3");
    refused("encoder.zip", "gives 2 numbers at code, and by bundle.json it is 3");
  }

  @Test
  void networksThatAreExchangedAreRefused() {
    files.put("decoder.zip", files.put("encoder.zip", files.get("decoder.zip")));
    refused("encoder.zip", "has inputs [code], allowed: [source]");
  }

  @Test
  void aDecoderOfAnotherModelIsRefused() throws IOException {
    files.put("decoder.zip", Files.readAllBytes(FORMAT_2.resolve("smoothed/decoder.zip")));
    refused("decoder.zip", "has an input memory, which neither the encoder nor the feeds give");
  }

  @Test
  void aVocabularyWithATokenTwiceIsRefused() throws IOException {
    take("smoothed");
    card("\"AH\"", "\"K\"");
    refused("bundle.json", "not a bundle's card: a vocabulary with \"K\" twice");
  }

  @Test
  void aVocabularyOfAnotherSizeThanTheNetworksIsRefused() throws IOException {
    take("smoothed");
    card("\"AH\", ", "");
    refused("decoder.zip", "knows 43 tokens at given, and by bundle.json there are 42");
    take("smoothed");
    card("\"vocabulary\" : [ ", "\"vocabulary\" : [ \"☃\", ");
    refused("encoder.zip", "knows 64 tokens at source, and by bundle.json there are 65");
  }

  @Test
  void numbersThatGiveNanAreNamed() {
    files.computeIfPresent("encoder.zip", (name, zip) -> Zips.withNumber(zip, 3, Float.NaN));
    refused("encoder.zip", "coefficients.bin holds NaN, which is number 4 of encoder-0_W");
  }

  @Test
  void numbersThatGiveNanAreNamedInTheDecoderToo() {
    files.computeIfPresent(
        "decoder.zip", (name, zip) -> Zips.withNumber(zip, 0, Float.POSITIVE_INFINITY));
    refused("decoder.zip", "coefficients.bin holds Infinity, which is number 1 of decoder-0_W");
  }

  @Test
  void aGraphThatRunsInACircleIsRefused() {
    files.computeIfPresent(
        "encoder.zip",
        (name, zip) ->
            Zips.withJson(zip, json -> json.replace("[ \"encoder-0\" ]", "[ \"code\" ]")));
    assertThatThrownBy(this::load)
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(disk + "/bundle/encoder.zip: ");
  }

  @Test
  void codeIsNotRun() {
    files.computeIfPresent(
        "encoder.zip",
        (name, zip) ->
            Zips.with(zip, "preprocessor.bin", Zips.serialised(new Traps.Deserialised())));
    refused(
        "encoder.zip",
        "has the entry \"preprocessor.bin\", allowed: configuration.json, then coefficients.bin,"
            + " each once");
    assertThat(Traps.ran()).isNull();
  }

  @Test
  void cardsOfOtherKindsOfJsonAreRefused() {
    for (String card : new String[] {"[]", "7", "null", "{}", ""}) {
      files.put("bundle.json", card.getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(this::load).as(card).isInstanceOf(BadDataException.class);
    }
    files.put("bundle.json", "{\"format\": 2}".getBytes(StandardCharsets.UTF_8));
    refused("bundle.json", "source is missing");
    files.put("bundle.json", ("{\"a\":".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(this::load)
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("bundle.json: not a bundle's card: ");
  }

  @Test
  void referencesOfOtherKindsAreRefused() {
    String reference = Json.line(ComparedReference.random(2));
    reference(reference);
    assertThat(load().reference().rows()).isEqualTo(150);
    reference(reference.replace("\"valid\"", "null"));
    refused("reference.json", "split is null, allowed: valid or test");
    reference(reference.replaceFirst("\"errors\":\\{[^}]*}", "\"errors\":null"));
    refused("reference.json", "errors is missing, allowed of a model with a target alone");
    reference("null");
    refused("reference.json", "not a bundle's reference: found null");
    for (String other : List.of("[]", "7", "{}", "", "{\"rows\":{}}", "[".repeat(100_000))) {
      reference(other);
      assertThatThrownBy(this::load)
          .isInstanceOf(BadDataException.class)
          .hasMessageStartingWith(disk + "/bundle/reference.json: ")
          .hasMessageNotContaining("Exception");
    }
  }

  private void reference(String text) {
    files.put("reference.json", text.getBytes(StandardCharsets.UTF_8));
  }

  private void card(String text, String by) {
    String card = new String(files.get("bundle.json"), StandardCharsets.UTF_8);
    assertThat(card).contains(text);
    files.put(
        "bundle.json", card.replaceFirst(Pattern.quote(text), by).getBytes(StandardCharsets.UTF_8));
  }

  private void refused(String file, String message) {
    assertThatThrownBy(this::load)
        .isInstanceOf(BadDataException.class)
        .hasMessage(disk + "/bundle/" + file + ": " + message);
  }

  private Bundle load() {
    Folder place = Folder.of(disk.resolve("bundle").toString(), new Configuration());
    StringBuilder sums = new StringBuilder();
    files.forEach(
        (name, bytes) -> {
          place.write(name, bytes);
          sums.append(DigestUtils.sha256Hex(bytes)).append("  ").append(name).append('\n');
        });
    place.write("SHA256SUMS", sums.toString());
    return BundleStore.load(place);
  }
}
