package org.diabolo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.field.TextField;
import org.diabolo.job.BadDataException;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.network.guard.Zips;
import org.diabolo.search.TextPredictor;
import org.diabolo.store.Folder;
import org.diabolo.testing.JsonDamage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bundles damaged in every place, with checksums that agree: whatever is not refused can be used.
 */
class DamagedBundleTest {
  private static final Path FORMAT_2 = Path.of("src/test/resources/bundles/format-2");

  @TempDir Path disk;
  private final List<String> wrong = new ArrayList<>();
  private int refused;

  @ParameterizedTest
  @CsvSource({"numbers", "smoothed"})
  void cardIsRefusedByNameOrCanBeUsed(String bundle) throws IOException {
    String card = Files.readString(FORMAT_2.resolve(bundle).resolve("bundle.json"));
    Map<String, String> all = new LinkedHashMap<>(JsonDamage.whole(card));
    all.putAll(JsonDamage.fields(card, place -> !place.matches("/provenance/(?!job).*")));

    every(9, all)
        .forEach(
            (how, text) ->
                tryOut(bundle, "bundle.json", how, text.getBytes(StandardCharsets.UTF_8)));

    assertThat(wrong).isEmpty();
    assertThat(refused).isGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource({
    "numbers, encoder.zip",
    "numbers, decoder.zip",
    "smoothed, encoder.zip",
    "smoothed, decoder.zip"
  })
  void networkIsRefusedByNameOrCanBeUsed(String bundle, String file) throws IOException {
    byte[] zip = Files.readAllBytes(FORMAT_2.resolve(bundle).resolve(file));
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("empty", new byte[0]);
    all.put("zeros", new byte[1000]);
    for (int part = 1; part < 20; part++) {
      all.put("cut after " + part + "/20", Arrays.copyOf(zip, zip.length * part / 20));
    }
    for (int i = 0; i < 120; i++) {
      byte[] bytes = zip.clone();
      bytes[i] ^= (byte) 0x55;
      all.put("byte " + i + " changed", bytes);
    }
    for (String entry : List.of(Zips.JSON, Zips.NUMBERS)) {
      byte[] content = Zips.entries(zip).get(entry);
      all.put(entry + " empty", Zips.with(zip, entry, new byte[0]));
      for (int i = 0; i < 100; i++) {
        byte[] bytes = content.clone();
        bytes[i] ^= (byte) 0x55;
        all.put(entry + ": byte " + i + " changed", Zips.with(zip, entry, bytes));
      }
    }
    String json = Zips.json(zip);
    Map<String, String> jsons = new LinkedHashMap<>(JsonDamage.whole(json));
    jsons.putAll(JsonDamage.fields(json, place -> true));
    jsons.forEach(
        (how, text) ->
            all.put(
                Zips.JSON + ": " + how,
                Zips.with(zip, Zips.JSON, text.getBytes(StandardCharsets.UTF_8))));

    every(23, all).forEach((how, bytes) -> tryOut(bundle, file, how, bytes));

    assertThat(wrong).isEmpty();
    assertThat(refused).isGreaterThan(10);
  }

  /** All of them take ten minutes; -Ddiabolo.damage=all asks for that. */
  private static <T> Map<String, T> every(int nth, Map<String, T> all) {
    if (System.getProperty("diabolo.damage", "").equals("all")) {
      return all;
    }
    Map<String, T> some = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, T> each : all.entrySet()) {
      if (i++ % nth == 0) {
        some.put(each.getKey(), each.getValue());
      }
    }
    return some;
  }

  private void tryOut(String bundle, String file, String how, byte[] bytes) {
    try {
      Map<String, byte[]> files = new TreeMap<>();
      for (String each : List.of("bundle.json", "decoder.zip", "encoder.zip")) {
        files.put(each, Files.readAllBytes(FORMAT_2.resolve(bundle).resolve(each)));
      }
      files.put(file, bytes);
      StringBuilder sums = new StringBuilder();
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        Files.write(disk.resolve(each.getKey()), each.getValue());
        sums.append(DigestUtils.sha256Hex(each.getValue()) + "  " + each.getKey() + "\n");
      }
      Files.writeString(disk.resolve("SHA256SUMS"), sums);
      Folder place = Folder.of(disk.toString(), new Configuration());
      Bundle read = BundleStore.load(place);
      TrialRun.of(read, place.toString());
      use(read);
    } catch (BadDataException e) {
      refused++;
      boolean named =
          e.getMessage().startsWith(disk + ": bundle format ")
              || e.getMessage().startsWith(disk + "/bundle.json: ")
              || e.getMessage().startsWith(disk + "/encoder.zip: ")
              || e.getMessage().startsWith(disk + "/decoder.zip: ");
      if (!named || e.getMessage().contains("\n") || e.getMessage().contains("Exception")) {
        wrong.add(how + ": " + e.getMessage());
      }
    } catch (Throwable e) {
      wrong.add(how + ": " + e + " " + Arrays.stream(e.getStackTrace()).limit(3).toList());
    }
  }

  private static void use(Bundle bundle) {
    if (bundle.card().source() instanceof TextField source) {
      new TextPredictor(bundle.parts(), new PredictSpec(2, 2, 0.6, 0, false, List.of()))
          .predict(List.of(source.toNetwork("AH")))
          .get(0)
          .forEach(best -> ((TextField) bundle.card().decoded()).text(best.tokens()));
    } else {
      NumberCodes codes = new NumberCodes(bundle.parts(), NumberCodes.Withal.ERROR);
      codes.add(bundle.card().source().toNetwork(new double[] {1, 2, 3, 4, 5}));
      codes.encode();
    }
  }
}
