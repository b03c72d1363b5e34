package org.diabolo.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.util.ModelSerializer;
import org.diabolo.drift.ComparedReference;
import org.diabolo.fuzz.FuzzedReader;
import org.diabolo.fuzz.Parts;
import org.diabolo.job.BadDataException;
import org.diabolo.model.TrialRun;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;

/**
 * Bundles with right checksums. Pieces: the card, configuration and parameters of encoder and
 * decoder, and a reference, which may be missing; where there are three or four, the two networks
 * are whole zips.
 */
public final class BundleFuzz implements FuzzedReader {
  /** Made once: that reads files of its own. */
  private static final Configuration HADOOP = new Configuration();

  private static final Path BUNDLES = Path.of("src/test/resources/bundles/format-2");

  private final Path folder = folder();

  @Override
  public String name() {
    return "bundle";
  }

  @Override
  public List<Parts> seeds() throws IOException {
    List<Parts> seeds = new ArrayList<>();
    for (String bundle : List.of("numbers", "smoothed")) {
      byte[] card = Files.readAllBytes(BUNDLES.resolve(bundle).resolve(BundleStore.CARD));
      byte[] encoder = Files.readAllBytes(BUNDLES.resolve(bundle).resolve(BundleStore.ENCODER));
      byte[] decoder = Files.readAllBytes(BUNDLES.resolve(bundle).resolve(BundleStore.DECODER));
      byte[] reference = reference(Json.read(new String(card, UTF_8), Bundle.Card.class).code());
      seeds.add(Parts.of(card, encoder, decoder));
      List<byte[]> pieces = new ArrayList<>(List.of(card));
      pieces.addAll(entries(encoder));
      pieces.addAll(entries(decoder));
      pieces.add(reference);
      seeds.add(new Parts(pieces));
      seeds.add(Parts.of(card, encoder, decoder, reference));
    }
    return seeds;
  }

  private static byte[] reference(int code) {
    return Json.line(ComparedReference.random(code)).getBytes(UTF_8);
  }

  private static List<byte[]> entries(byte[] file) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      while (zip.getNextEntry() != null) {
        entries.add(zip.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] zip(byte[] configuration, byte[] parameters) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(ModelSerializer.CONFIGURATION_JSON));
      zip.write(configuration);
      zip.putNextEntry(new ZipEntry(ModelSerializer.COEFFICIENTS_BIN));
      zip.write(parameters);
    }
    return bytes.toByteArray();
  }

  @Override
  public boolean read(Parts parts) throws IOException {
    boolean zips = parts.bytes().size() < 5;
    boolean reference = parts.bytes().size() % 2 == 0;
    byte[] encoder = zips ? parts.piece(1) : zip(parts.piece(1), parts.piece(2));
    byte[] decoder = zips ? parts.piece(2) : zip(parts.piece(3), parts.piece(4));
    StringBuilder sums = new StringBuilder();
    sums.append(written(BundleStore.CARD, parts.piece(0)));
    sums.append(written(BundleStore.ENCODER, encoder));
    sums.append(written(BundleStore.DECODER, decoder));
    if (reference) {
      byte[] last = parts.piece(parts.bytes().size() - 1);
      sums.append(written(BundleStore.REFERENCE, last));
    }
    Files.writeString(folder.resolve("SHA256SUMS"), sums);
    Bundle bundle;
    try {
      bundle = BundleStore.load(Folder.of(folder.toString(), HADOOP));
      // As every command does that uses a model.
      TrialRun.of(bundle, "here");
    } catch (BadDataException e) {
      return false;
    }
    if (bundle.reference() != null) {
      ComparedReference.with(bundle.reference());
    }
    return true;
  }

  private String written(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
    return Sha256.of(bytes) + "  " + name + "\n";
  }

  @Override
  public Parts mended(Parts parts, Random random) {
    // A card that is refused for its format hides all else.
    return parts.text(0).contains("\"format\"") || random.nextInt(10) == 0
        ? parts
        : Parts.of(
            parts.bytes().stream()
                .map(
                    piece ->
                        piece == parts.piece(0)
                            ? parts.text(0).replaceFirst("\\{", "{\"format\" : 2,").getBytes(UTF_8)
                            : piece)
                .toArray(byte[][]::new));
  }

  @Override
  public List<String> words() {
    return List.of(
        "vector",
        "image",
        "text",
        "standard",
        "flat",
        "tokens",
        "steps",
        "before",
        "window",
        "source",
        "target",
        "org.deeplearning4j.nn.conf.layers.DenseLayer",
        "org.deeplearning4j.nn.conf.graph.MergeVertex",
        "org.deeplearning4j.nn.conf.layers.LSTM",
        "org.nd4j.linalg.activations.impl.ActivationReLU",
        "code",
        "in",
        "out",
        "nIn",
        "nOut",
        "java.lang.Object",
        "FLOAT",
        "LONG_SHAPE",
        "MIXED_DATA_TYPES",
        "quantiles",
        "covariance",
        "counts",
        "NaN",
        "PK");
  }

  @Override
  public boolean counts(String type) {
    return type.startsWith("org.diabolo.network.guard.")
        || type.startsWith("org.diabolo.network.reference.")
        || type.matches(
            "org\\.diabolo\\.network\\.(Bundle|BundleStore|BundleCheck|NetworkFit|FieldCheck|NetworkFile|ModelSize)(\\$.*)?");
  }
}
