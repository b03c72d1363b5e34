package org.diabolo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.field.ImageField;
import org.diabolo.field.NumberField;
import org.diabolo.job.BadDataException;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.network.reference.Binned;
import org.diabolo.network.reference.CodeMoments;
import org.diabolo.network.reference.Reference;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class BundleStoreTest {
  private static final NumberField IMAGE = new ImageField(2, 5, 1);
  private static final List<String> FILES = List.of("bundle.json", "decoder.zip", "encoder.zip");
  private static final Bundle BUNDLE = bundle(Norm.BATCH);

  @TempDir Path disk;
  private Path path;
  private Folder place;

  @BeforeEach
  void save() {
    path = disk.resolve("bundle");
    place = folder("bundle");
    BundleStore.save(BUNDLE, place);
  }

  @Test
  void savedBundleIsLoadedAsItWas() {
    Bundle loaded = BundleStore.load(place);

    assertThat(loaded.card()).isEqualTo(BUNDLE.card());
    assertThat(loaded.encoder()).isEqualTo(BUNDLE.encoder());
    assertThat(loaded.decoder()).isEqualTo(BUNDLE.decoder());
    assertThat(loaded.card().decoded()).isEqualTo(IMAGE);
    assertThat(place.sibling("_bundle").exists()).isFalse();
  }

  @Test
  void referenceThatNoReaderTakesIsToldBeforeItIsWritten() {
    assertThat(BundleStore.obstacle(referring("a".repeat(10_000), 1))).isEmpty();
    assertThat(BundleStore.obstacle(referring("a".repeat(10_001), 1)))
        .contains(
            "reference.json: inputs[0].name: allowed: a name of its own of at most 10000"
                + " characters");
    assertThat(BundleStore.obstacle(referring("a".repeat(9_900), 6_900)))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .matches(
                        "reference.json would have 6[89]\\d{6} bytes, allowed: at most 67108864"));
  }

  private static Bundle referring(String name, int inputs) {
    Binned one = Binned.of("", new float[] {1, 2});
    List<Binned> all =
        IntStream.range(0, inputs)
            .mapToObj(i -> (i == 0 ? "" : "" + i) + name)
            .map(each -> new Binned(each, one.mean(), one.edges(), one.counts()))
            .toList();
    int code = BUNDLE.card().code();
    List<Binned> numbers =
        IntStream.range(0, code)
            .mapToObj(i -> Binned.of("code[" + i + "]", new float[] {1, 2}))
            .toList();
    CodeMoments codes =
        new CodeMoments(new double[code], new double[code * (code + 1) / 2], numbers);
    return BUNDLE.withReference(
        new Reference("valid", 2, new Reference.Input(2, 0), null, codes, all));
  }

  @Test
  void laterBundleReplacesTheEarlierOne() {
    Bundle other = bundle(Norm.NONE);

    BundleStore.save(other, place);

    assertThat(BundleStore.load(place).encoder())
        .isEqualTo(other.encoder())
        .isNotEqualTo(BUNDLE.encoder());
  }

  @Test
  void equalBundlesAreEqualBytesWhereverTheyAreMade() throws IOException {
    TimeZone here = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      BundleStore.save(bundle(Norm.BATCH), folder("again"));
    } finally {
      TimeZone.setDefault(here);
    }

    for (String file : List.of("bundle.json", "decoder.zip", "encoder.zip", "SHA256SUMS")) {
      assertThat(disk.resolve("again").resolve(file)).hasSameBinaryContentAs(path.resolve(file));
    }
  }

  @Test
  void sumsAreLinesForSha256sum() throws IOException {
    StringBuilder expected = new StringBuilder();
    for (String file : FILES) {
      byte[] bytes = Files.readAllBytes(path.resolve(file));
      expected.append(DigestUtils.sha256Hex(bytes)).append("  ").append(file).append('\n');
    }

    assertThat(path.resolve("SHA256SUMS")).hasContent(expected.toString());
    assertThat(Files.readString(path.resolve("SHA256SUMS"))).endsWith("\n");
  }

  @Test
  void plainDl4jReadsTheEncoder() throws IOException {
    INDArray rows = TestNetworks.matrix(TestNetworks.random(40, 0, 6), 4);

    ComputationGraph graph = ComputationGraph.load(path.resolve("encoder.zip").toFile(), false);

    ComputationGraph ours = NetworkFile.read(BUNDLE.encoder());
    assertThat(graph.outputSingle(rows).dup('c').data().asFloat())
        .hasSize(12)
        .containsExactly(ours.outputSingle(rows).dup('c').data().asFloat(), within(0f));
    assertThat(graph.params()).isEqualTo(ours.params());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle.json", "decoder.zip", "encoder.zip"})
  void oneFlippedByteIsDamageThatNamesTheFile(String file) throws IOException {
    flip(file);

    assertThatThrownBy(() -> BundleStore.load(place))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(path + "/" + file + ": damaged: its SHA-256 is ");
  }

  @Test
  void flippedSumIsNoticed() throws IOException {
    flip("SHA256SUMS", 3);

    assertThatThrownBy(() -> BundleStore.load(place))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("bundle.json: damaged");
  }

  @Test
  void sumsCutShortAreBadData() throws IOException {
    Files.writeString(path.resolve("SHA256SUMS"), "0123456789abcdef");

    assertThatThrownBy(() -> BundleStore.load(place))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("SHA256SUMS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle.json", "decoder.zip", "encoder.zip"})
  void missingFileIsNamed(String file) throws IOException {
    Files.delete(path.resolve(file));

    assertThatThrownBy(() -> BundleStore.load(place))
        .isInstanceOf(BadDataException.class)
        .hasMessage(path + ": the bundle lacks " + file);
  }

  @Test
  void folderWithoutABundleIsNamed() {
    assertThatThrownBy(() -> BundleStore.load(folder("nowhere")))
        .isInstanceOf(BadDataException.class)
        .hasMessage(disk + "/nowhere: there is no bundle here (no SHA256SUMS)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"format\": 3, \"version\": \"a/1\"}",
        "{\"format\": 3, \"version\": {\"job\": \"a\"}, \"source\": {\"kind\": \"hologram\"}}"
      })
  void cardOfAnotherFormatNamesBothFormats(String card) {
    byte[] bytes = card.getBytes(StandardCharsets.UTF_8);
    place.write("bundle.json", bytes);
    place.write("SHA256SUMS", DigestUtils.sha256Hex(bytes) + "  bundle.json\n");

    assertThatThrownBy(() -> BundleStore.load(place))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            path
                + ": bundle format 3, this program reads format 2;"
                + " use the version of Diabolo that wrote it");
  }

  private static Bundle bundle(Norm norm) {
    Networks networks = TestNetworks.mlp(IMAGE, IMAGE, Activation.RELU, norm, 0.1);
    return TestNetworks.bundle(
        networks,
        new Bundle.Card(
            Bundle.FORMAT,
            "job/run-1",
            IMAGE,
            null,
            3,
            networks.feeds(),
            Json.tree(Map.of("seed", 7))));
  }

  private void flip(String file) throws IOException {
    flip(file, (int) Files.size(path.resolve(file)) / 2);
  }

  private void flip(String file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(path.resolve(file));
    bytes[at] ^= 1;
    Files.write(path.resolve(file), bytes);
  }

  private Folder folder(String name) {
    return Folder.of(disk.resolve(name).toString(), new Configuration());
  }
}
