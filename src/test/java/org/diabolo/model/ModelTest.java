package org.diabolo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.diabolo.job.BadDataException;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleReader;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expectations are what an older version wrote beside the bundles that it trained. */
class ModelTest {
  private static final Path FORMAT_2 = Path.of("src/test/resources/bundles/format-2");
  private static final Path NUMBERS = FORMAT_2.resolve("numbers");
  private static final Path TEXTS = FORMAT_2.resolve("smoothed");
  private static final double[] ROW = {0.238, -87.433, 2.0866, 7.0, -2.2E-5};

  @TempDir Path disk;

  @Test
  void rowsOfNumbersGiveTheirCodesAndComeBack() throws IOException {
    Model model = Model.load(NUMBERS);
    for (JsonNode expected : expected(NUMBERS)) {
      double[] row = Json.read(expected.get("source").toString(), double[].class);

      float[] code = model.encode(row);
      double[] back = model.decode(code).numbers();

      assertThat(code).containsExactly(floats(expected.get("code")), within(1e-5f));
      assertThat(code).isEqualTo(commandsCode(row));
      float[] seen = model.source().toNetwork(row);
      float[] decoded = model.target().toNetwork(back);
      double error =
          IntStream.range(0, row.length)
              .mapToDouble(i -> Math.pow(seen[i] - decoded[i], 2) / row.length)
              .sum();
      // The fourth number is always the same: the file has what the network made of it besides.
      assertThat(error).isLessThanOrEqualTo(expected.get("reconstruction_error").asDouble() + 1e-5);
      assertThat(back[3]).isEqualTo(7);
      assertThat(model.predict(row).numbers()).containsExactly(back, within(1e-5));
    }
    assertThat(model.version()).isEqualTo("numbers/old");
    assertThat(model.codeSpace()).isEqualTo("numbers/old");
    assertThat(model.codeSize()).isEqualTo(2);
  }

  /** The bits of {@code diabolo encode}. */
  private static float[] commandsCode(double[] row) {
    Bundle bundle = BundleReader.of(NUMBERS).load();
    NumberCodes codes = new NumberCodes(bundle.parts(), NumberCodes.Withal.NOTHING);
    int place = codes.add(bundle.card().source().toNetwork(row));
    return codes.encode().codes()[place];
  }

  @Test
  void textsGiveTheirCodesAndAnswers() throws IOException {
    Model model = Model.load(TEXTS);
    List<JsonNode> rows = expected(TEXTS);
    List<String> texts = rows.stream().map(row -> row.get("source").textValue()).toList();

    List<float[]> codes = model.encodeAll(texts);
    List<Output> best = model.predictAll(texts);
    List<List<Output>> two =
        model.predictAll(texts, new PredictSpec(2, 2, 0.6, 0, true, List.of()));

    for (int i = 0; i < rows.size(); i++) {
      JsonNode expected = rows.get(i);
      assertThat(codes.get(i)).containsExactly(floats(expected.get("code")), within(1e-5f));
      assertThat(model.encode(texts.get(i))).as("alone, to the bit").isEqualTo(codes.get(i));
      for (int n = 0; n < 2; n++) {
        JsonNode nth = expected.get("n_best").get(n);
        Output found = two.get(i).get(n);
        assertThat(found.text()).isEqualTo(nth.get("output").textValue());
        assertThat(found.score()).isCloseTo(nth.get("score").asDouble(), within(1e-4));
        assertThat(found.attention()).hasDimensions(1, steps(model, texts.get(i)));
      }
      assertThat(best.get(i).text()).isEqualTo(two.get(i).get(0).text());
      assertThat(best.get(i).attention()).isNull();
      assertThat(model.predict(texts.get(i)).text()).isEqualTo(best.get(i).text());
    }
  }

  /** Its tokens, and their end. */
  private static int steps(Model model, String text) {
    return model.source().toNetwork(text).length + 1;
  }

  @Test
  void codesAloneAreNotEnoughForADecoderThatAttends() {
    Model model = Model.load(TEXTS);

    assertThat(model.needsMemory()).isTrue();
    assertThatThrownBy(() -> model.decode(new float[4]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the decoder of smoothed/old attends to every step of the source, and codes do not hold"
                + " these; allowed: predict, which starts from the sources");
  }

  @Test
  void whatIsNoRowIsRefusedInWords() {
    Model numbers = Model.load(NUMBERS);
    Model texts = Model.load(TEXTS);

    refused(() -> numbers.encode(new double[4]), "found 4 numbers, allowed: 5");
    refused(() -> numbers.encode(new double[1]), "found 1 number, allowed: 5");
    refused(() -> numbers.encode("a"), "found String, allowed: numbers as double[] or float[]");
    refused(
        () -> numbers.encodeAll(List.of(ROW, new float[] {0, Float.NaN, 0, 0, 0})),
        "row 1: found NaN at [1], allowed: finite numbers of a float's range");
    refused(
        () -> numbers.predict(new double[] {1e39, 0, 0, 0, 0}),
        "found 1.0E39 at [0], allowed: finite numbers of a float's range");
    refused(() -> numbers.decode(new float[3]), "code 0: found 3 numbers, allowed: 2");
    refused(() -> texts.predict(null), "found null, allowed: a text as String");
    refused(() -> texts.predict(" "), "found an empty text");
    assertThatThrownBy(() -> texts.predict("incisor").numbers())
        .hasMessage("this model's target is text: ask for text()");
    assertThatThrownBy(() -> numbers.predict(ROW).text())
        .hasMessage("this model's target is numbers: ask for numbers()");
    assertThatThrownBy(() -> numbers.pixels(new byte[3]))
        .hasMessage("the source of numbers/old is no image");
  }

  @Test
  void textLongerThanTheJobTakesIsRefusedWhereItsRowsWere() {
    Cells cells = new Cells(Model.load(TEXTS).source(), 2);

    assertThat(cells.prepared("b d")).hasSize(2);
    refused(() -> cells.prepared("b d f"), "found a text of 3 tokens, allowed: at most 2");
  }

  @Test
  void imagesComeAsPixelsOrFromFiles() throws IOException {
    Bundle.Parts parts = AnyNeighbours.models().get(4);
    Model model =
        Model.of(
            new Bundle(
                new Bundle.Card(
                    Bundle.FORMAT, "i/1", parts.source(), null, 3, parts.feeds(), Json.tree("")),
                parts.encoder(),
                parts.decoder()));
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(3, 2, 0, 200);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, "png", file);
    byte[] expected = new byte[28 * 28];
    expected[2 * 28 + 3] = (byte) 200;

    byte[] pixels = model.pixels(file.toByteArray());

    assertThat(pixels).isEqualTo(expected);
    assertThat(model.predict(pixels).numbers()).hasSize(28 * 28);
    assertThat(model.encode(pixels)).isNotEqualTo(model.encode(new byte[28 * 28]));
    refused(
        () -> model.encode(new byte[3]),
        "found 3 bytes, allowed: 28 x 28 x 1 of pixels (Model.pixels reads files)");
    assertThatThrownBy(() -> model.pixels(new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not an image: ");
  }

  @Test
  void threadsShareAModel() {
    Model model = Model.load(NUMBERS);
    float[] alone = model.encode(ROW);
    double[] back = model.decode(alone).numbers();

    assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> model.encode(ROW)))
        .allSatisfy(code -> assertThat(code).isEqualTo(alone));
    assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> model.decode(alone).numbers()))
        .allSatisfy(row -> assertThat(row).isEqualTo(back));
  }

  @Test
  void modelThatTravelsIsOpenedWhereItArrives() throws Exception {
    for (Path bundle : List.of(NUMBERS, TEXTS)) {
      Model model = Model.load(bundle);
      Object row = bundle == NUMBERS ? ROW : "incisor";
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(model);
      }
      Model arrived;
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        arrived = (Model) in.readObject();
      }
      assertThat(arrived).isNotSameAs(model);
      assertThat(arrived.encode(row)).isEqualTo(model.encode(row));
      assertThat(arrived.predict(row).value()).isEqualTo(model.predict(row).value());
      assertThat(arrived.version()).isEqualTo(model.version());
      assertThat(arrived.codeSize()).isEqualTo(model.codeSize());
    }
  }

  @Test
  void folderIsOpenedOnceUntilAnotherModelIsThere() throws IOException {
    Path bundle = copied(NUMBERS, disk.resolve("bundle"));
    Model first = Model.load(bundle);

    assertThat(Model.load(disk.resolve("./bundle"))).isSameAs(first);
    copied(TEXTS, bundle);
    assertThat(Model.load(bundle).version()).isEqualTo("smoothed/old");
  }

  @Test
  void whatIsNoBundleIsToldByItsPath() throws IOException {
    assertThatThrownBy(() -> Model.load(disk))
        .isInstanceOf(BadDataException.class)
        .hasMessage(disk + ": there is no bundle here (no SHA256SUMS)");
    Path damaged = copied(NUMBERS, disk.resolve("damaged"));
    Files.writeString(damaged.resolve("decoder.zip"), "no");
    assertThatThrownBy(() -> Model.load(damaged))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(damaged + "/decoder.zip: damaged: its SHA-256 is ");
  }

  @Test
  void searchIsTheJobsUnlessNoJobCouldSayIt() {
    assertThat(Searches.of(Json.tree(Map.of("job", Map.of("predict", Map.of("beam", 2))))))
        .isEqualTo(new PredictSpec(2, 1, 0.6, 0, false, List.of()));
    for (Map<String, Object> odd :
        List.<Map<String, Object>>of(
            Map.of("beam", 0),
            Map.of("beam", 1_000_000),
            Map.of("max_length", -1),
            Map.of("length_penalty", "NaN"))) {
      assertThat(Searches.of(Json.tree(Map.of("job", Map.of("predict", odd)))))
          .isEqualTo(PredictSpec.DEFAULT);
    }
    assertThat(Searches.of(Json.tree(Map.of()))).isEqualTo(PredictSpec.DEFAULT);
  }

  private static void refused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static Path copied(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : List.of("bundle.json", "encoder.zip", "decoder.zip", "SHA256SUMS")) {
      Files.write(to.resolve(name), Files.readAllBytes(from.resolve(name)));
    }
    return to;
  }

  private static List<JsonNode> expected(Path bundle) throws IOException {
    return Files.readAllLines(bundle.resolve("expected.jsonl")).stream()
        .map(line -> Json.read(line, JsonNode.class))
        .toList();
  }

  private static float[] floats(JsonNode numbers) {
    return Json.read(numbers.toString(), float[].class);
  }
}
