package org.diabolo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.network.guard.Zips;
import org.diabolo.search.Hypothesis;
import org.diabolo.search.SourceEncoder;
import org.diabolo.search.TextPredictor;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;

/** What was trained with older versions, and what it gave then. */
class OldBundlesTest {
  private static final Path FORMAT_2 = Path.of("src/test/resources/bundles/format-2");

  @Test
  void format2OfNumbersGivesItsCodesAndErrors() throws IOException {
    Bundle bundle = bundle("numbers");
    NumberCodes codes = new NumberCodes(bundle.parts(), NumberCodes.Withal.ERROR);
    List<JsonNode> rows = expected("numbers");
    int[] places = new int[rows.size()];
    for (int i = 0; i < places.length; i++) {
      JsonNode row = rows.get(i);
      places[i] =
          codes.add(
              bundle
                  .card()
                  .source()
                  .toNetwork(Json.read(row.get("source").toString(), double[].class)));
    }

    NumberCodes.Coded coded = codes.encode();

    assertThat(bundle.card().codeSpace()).isEqualTo(bundle.card().version()).isNotBlank();
    assertThat(rows).hasSize(4);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(coded.codes()[places[i]])
          .containsExactly(floats(rows.get(i).get("code")), within(1e-5f));
      float error = rows.get(i).get("reconstruction_error").floatValue();
      assertThat(coded.errors()[places[i]]).isCloseTo(error, within(1e-5f));
    }
  }

  @Test
  void format2WithOurLossGivesItsCodesAndTexts() throws IOException {
    Bundle bundle = bundle("smoothed");
    assertThat(Zips.json(bundle.decoder()))
        .contains("org.diabolo.network.LossSmoothedSparseMCXENT");
    TextField target = (TextField) bundle.card().decoded();
    List<JsonNode> rows = expected("smoothed");
    List<float[]> sources =
        rows.stream()
            .map(row -> bundle.card().source().toNetwork(row.get("source").textValue()))
            .toList();
    PredictSpec search = new PredictSpec(2, 2, 0.6, 0, false, List.of());

    List<List<Hypothesis>> found = new TextPredictor(bundle.parts(), search).predict(sources);

    SourceEncoder encoder = new SourceEncoder(bundle.parts());
    assertThat(rows).hasSize(4);
    for (int i = 0; i < rows.size(); i++) {
      float[] code = encoder.encode(sources.subList(i, i + 1)).get(0).data();
      assertThat(code).containsExactly(floats(rows.get(i).get("code")), within(1e-5f));
      JsonNode best = rows.get(i).get("n_best");
      for (int n = 0; n < 2; n++) {
        Hypothesis one = found.get(i).get(n);
        assertThat(target.text(one.tokens())).isEqualTo(best.get(n).get("output").textValue());
        assertThat(one.score()).isCloseTo(best.get(n).get("score").doubleValue(), within(1e-4));
      }
    }
  }

  private static Bundle bundle(String name) {
    return BundleStore.load(
        Folder.of(FORMAT_2.resolve(name).toAbsolutePath().toString(), new Configuration()));
  }

  private static List<JsonNode> expected(String name) throws IOException {
    return Files.readAllLines(FORMAT_2.resolve(name).resolve("expected.jsonl")).stream()
        .map(line -> Json.read(line, JsonNode.class))
        .toList();
  }

  private static float[] floats(JsonNode numbers) {
    return Json.read(numbers.toString(), float[].class);
  }
}
