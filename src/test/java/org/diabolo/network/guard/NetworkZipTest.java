package org.diabolo.network.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.diabolo.job.BadDataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NetworkZipTest {
  private static final ComputationGraph GRAPH = graph();

  /** As DL4J itself writes it. */
  private static final byte[] ZIP = written();

  @AfterEach
  void nothingRan() {
    assertThat(Traps.ran()).isNull();
  }

  @Test
  void whatDl4jWritesIsReadToTheBit() {
    ComputationGraph read = NetworkZip.read(ZIP);

    assertThat(read.params()).isEqualTo(GRAPH.params());
    assertThat(read.getConfiguration()).isEqualTo(GRAPH.getConfiguration());
    INDArray rows = Nd4j.linspace(-1, 1, 8, DataType.FLOAT).reshape(2, 4);
    assertThat(read.outputSingle(rows)).isEqualTo(GRAPH.outputSingle(rows));
  }

  @Test
  void aPreprocessorIsRefusedAndNotDeserialised() {
    byte[] zip =
        Zips.with(ZIP, ModelSerializer.PREPROCESSOR_BIN, Zips.serialised(new Traps.Deserialised()));

    refused(
        zip,
        "has the entry \"preprocessor.bin\", allowed: configuration.json, then coefficients.bin,"
            + " each once");
  }

  @Test
  void dl4jsOwnReaderDeserialisesIt() {
    byte[] zip =
        Zips.with(ZIP, ModelSerializer.PREPROCESSOR_BIN, Zips.serialised(new Traps.Deserialised()));
    try {
      // It is no preprocessor, which DL4J finds out when it has run.
      assertThatThrownBy(
              () -> ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(zip)))
          .isInstanceOf(ClassCastException.class);
      assertThat(Traps.ran()).isEqualTo(Traps.Deserialised.class.getName());
    } finally {
      System.clearProperty(Traps.PROPERTY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "updaterState.bin",
    "normalizer.bin",
    "noParams.marker",
    "../x",
    "configuration.json "
  })
  void anyOtherEntryIsRefused(String name) {
    assertThatThrownBy(() -> NetworkZip.read(Zips.with(ZIP, name + "?", new byte[1])))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("has the entry \"" + name + "?\", allowed: configuration.json");
  }

  @Test
  void anEntryThatIsMissingOrOutOfOrderIsNamed() {
    Map<String, byte[]> entries = Zips.entries(ZIP);
    byte[] json = entries.remove(Zips.JSON);
    assertThatThrownBy(() -> NetworkZip.read(Zips.zip(entries)))
        .hasMessageStartingWith("has the entry \"coefficients.bin\", allowed: configuration.json");
    refused(Zips.zip(Map.of(Zips.JSON, json)), "lacks the entry coefficients.bin");
    refused(new byte[0], "lacks the entry configuration.json");
    refused("no zip".getBytes(StandardCharsets.UTF_8), "lacks the entry configuration.json");
  }

  /** Java answers to it with an exception that it does not announce. */
  @Test
  void anEntryWhoseNameIsNoUtf8IsRefused() {
    byte[] zip = Zips.with(ZIP, "coefficients.bi\u00e9", new byte[] {1});
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    byte[] broken =
        text.replace("\u00c3\u00a9", "\u00c3\u00c3").getBytes(StandardCharsets.ISO_8859_1);

    refused(broken, "not a zip that can be read: the name of an entry is no UTF-8");
  }

  @Test
  void anEntryThatIsThereTwiceIsRefused() {
    // The writer refuses equal names, so the second one's are changed in the bytes.
    byte[] zip = Zips.with(ZIP, "coefficients.bim", new byte[] {1});
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    byte[] twice =
        text.replace("coefficients.bim", Zips.NUMBERS).getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> NetworkZip.read(twice))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("has the entry \"coefficients.bin\"")
        .hasMessageEndingWith("each once");
  }

  @Test
  void aCutZipIsRefused() {
    for (int length : new int[] {10, 100, ZIP.length / 2, ZIP.length * 3 / 4}) {
      assertThatThrownBy(() -> NetworkZip.read(Arrays.copyOf(ZIP, length)))
          .as("%d bytes", length)
          .isInstanceOf(BadDataException.class);
    }
  }

  @Test
  void aConfigurationThatIsABombIsNotUnpackedWhole() {
    byte[] bomb = Zips.with(ZIP, Zips.JSON, new byte[1 << 26]);
    assertThat(bomb.length).isLessThan(1 << 17);

    refused(bomb, "configuration.json is longer than 16777216 bytes");
  }

  @Test
  void parametersMustBeThoseOfTheConfiguration() throws IOException {
    long own = GRAPH.numParams();
    String wanted = " numbers, and the configuration has " + own + " parameters";
    refused(
        numbers(shape(1, own + 1), own + 1), "coefficients.bin holds 1 × " + (own + 1) + wanted);
    refused(numbers(shape(1, own), own + 1), "coefficients.bin holds " + (own + 1) + wanted);
    refused(numbers(shape(1, own), -1), "coefficients.bin holds -1" + wanted);
    refused(numbers(shape(-1, -own), own), "coefficients.bin holds -1 × " + -own + wanted);
    refused(
        numbers(shape(1, Long.MAX_VALUE), Long.MAX_VALUE),
        "coefficients.bin holds 1 × " + Long.MAX_VALUE + wanted);
    refused(
        numbers(new long[] {Integer.MAX_VALUE, 1, 1, 1, 0, 1, 'c'}, own),
        "coefficients.bin is of rank 2147483647, allowed: 1 or 2");
    refused(numbers(shape(1, own), own), "coefficients.bin ends too early");
    byte[] all = Zips.entries(ZIP).get(Zips.NUMBERS);
    refused(
        Zips.with(ZIP, Zips.NUMBERS, Arrays.copyOf(all, all.length + 1)),
        "coefficients.bin goes on after its last number");
    refused(Zips.with(ZIP, Zips.NUMBERS, new byte[0]), "coefficients.bin ends too early");
  }

  @Test
  void numbersOfAnotherTypeAreRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Nd4j.write(Nd4j.zeros(DataType.DOUBLE, 1, GRAPH.numParams()), new DataOutputStream(bytes));

    refused(
        Zips.with(ZIP, Zips.NUMBERS, bytes.toByteArray()),
        "coefficients.bin has numbers of type DOUBLE, allowed: FLOAT");
  }

  @Test
  void noMoreIsAllocatedThanTheFileCanHold() {
    // 4 × 10^18 numbers, which the header could say too.
    byte[] zip =
        Zips.withJson(
            ZIP,
            json ->
                json.replace("\"nin\" : 4", "\"nin\" : 2000000000")
                    .replace("\"nout\" : 3", "\"nout\" : 2000000000"));

    assertThatThrownBy(() -> NetworkZip.read(zip))
        .isInstanceOf(BadDataException.class)
        .hasMessageMatching(
            "configuration.json has \\d+ parameters, allowed in a file of this size: 1 to \\d+");
  }

  @Test
  void sizesBelowZeroAreRefused() {
    assertThatThrownBy(
            () ->
                NetworkZip.read(
                    Zips.withJson(ZIP, json -> json.replace("\"nin\" : 4", "\"nin\" : -4"))))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("configuration.json ");
  }

  @Test
  void aGraphThatDl4jCannotBuildIsRefused() {
    byte[] zip =
        Zips.withJson(
            ZIP,
            json -> json.replace("\"hidden\" : [ \"source\" ]", "\"hidden\" : [ \"nowhere\" ]"));

    assertThatThrownBy(() -> NetworkZip.read(zip))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "configuration.json holds a graph in which the vertex hidden reads nowhere, which is"
                + " not there");
  }

  @ParameterizedTest
  @CsvSource({
    // The hidden layer has 12 weights and 3 biases, the normalisation gamma, beta, mean, variance.
    "0, NaN, 'holds NaN, which is number 1 of hidden_W'",
    "13, Infinity, 'holds Infinity, which is number 2 of hidden_b'",
    "15, -Infinity, 'holds -Infinity, which is number 1 of norm_gamma'",
    "34, NaN, 'holds NaN, which is number 2 of code_b'",
    "25, -0.5, 'holds a variance below 0 in norm_var'",
  })
  void aNumberThatGivesNanIsNamed(int place, float value, String message) {
    refused(Zips.withNumber(ZIP, place, value), "coefficients.bin " + message);
  }

  private static void refused(byte[] zip, String message) {
    assertThatThrownBy(() -> NetworkZip.read(zip))
        .isInstanceOf(BadDataException.class)
        .hasMessage(message);
  }

  private static long[] shape(long rows, long columns) {
    return new long[] {2, rows, columns, 1, 1, 0, 1, 'c'};
  }

  /** A header that says what it likes, and one number. */
  private static byte[] numbers(long[] shape, long length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF("MIXED_DATA_TYPES");
    out.writeLong(shape.length);
    out.writeUTF("LONG");
    for (long each : shape) {
      out.writeLong(each);
    }
    out.writeUTF("MIXED_DATA_TYPES");
    out.writeLong(length);
    out.writeUTF("FLOAT");
    out.writeFloat(1);
    return Zips.with(ZIP, Zips.NUMBERS, bytes.toByteArray());
  }

  private static ComputationGraph graph() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .graphBuilder()
                .addInputs("source")
                .addLayer(
                    "hidden",
                    new DenseLayer.Builder().nIn(4).nOut(3).activation(Activation.TANH).build(),
                    "source")
                .addLayer(
                    "norm",
                    new BatchNormalization.Builder().useLogStd(false).nIn(3).nOut(3).build(),
                    "hidden")
                .addLayer(
                    "code",
                    new DenseLayer.Builder().nIn(3).nOut(2).activation(Activation.IDENTITY).build(),
                    "norm")
                .setOutputs("code")
                .build());
    graph.init();
    return graph;
  }

  private static byte[] written() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ModelSerializer.writeModel(GRAPH, bytes, /* saveUpdater= */ false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
