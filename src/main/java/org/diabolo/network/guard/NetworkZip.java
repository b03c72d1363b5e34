package org.diabolo.network.guard;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.diabolo.job.BadDataException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network in DL4J's zip format: {@code configuration.json}, then {@code coefficients.bin}, and
 * nothing else. DL4J's writer may add the optimiser's state and, for Java deserialisation, a
 * preprocessor of data; a bundle has neither.
 */
public final class NetworkZip {
  private static final List<String> ENTRIES =
      List.of(ModelSerializer.CONFIGURATION_JSON, ModelSerializer.COEFFICIENTS_BIN);

  /** How much longer parameters may be than the zip, which trained ones hardly are. */
  private static final int MOST_RATIO = 100;

  /** In bytes; so much may be had of any zip. */
  private static final long ALWAYS = 1 << 20;

  private NetworkZip() {}

  /**
   * @param zip its bytes
   * @return the network, ready for inference
   * @throws BadDataException when it is anything else than a network with finite parameters; the
   *     message begins with the entry that is wrong
   */
  public static ComputationGraph read(byte[] zip) {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      next(in, 0);
      String json = text(in);
      ComputationGraphConfiguration configuration =
          naming(ModelSerializer.CONFIGURATION_JSON, () -> Configurations.read(json));
      configuration.setDataType(DataType.FLOAT);
      long length =
          naming(ModelSerializer.CONFIGURATION_JSON, () -> parameters(configuration, zip.length));
      next(in, 1);
      INDArray parameters =
          naming(
              ModelSerializer.COEFFICIENTS_BIN,
              () -> FlatArray.read(new DataInputStream(in), length));
      next(in, ENTRIES.size());
      ComputationGraph graph = built(configuration, parameters);
      naming(ModelSerializer.COEFFICIENTS_BIN, () -> ParameterCheck.check(graph, parameters));
      return graph;
    } catch (IOException e) {
      throw new BadDataException("not a zip that can be read: " + e.getMessage(), e);
    }
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T naming(String entry, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (BadDataException e) {
      throw new BadDataException(entry + " " + e.getMessage(), e);
    }
  }

  /** Goes to the next entry, which is the wanted one or, after the last, none. */
  private static void next(ZipInputStream in, int wanted) throws IOException {
    ZipEntry entry = entry(in);
    String name = entry == null ? null : entry.getName();
    String expected = wanted < ENTRIES.size() ? ENTRIES.get(wanted) : null;
    if (name == null && expected != null) {
      throw new BadDataException("lacks the entry " + expected);
    }
    if (name != null && !name.equals(expected)) {
      throw new BadDataException(
          "has the entry \""
              + name.replaceAll("[^\\p{Graph} ]", "?")
              + "\", allowed: "
              + String.join(", then ", ENTRIES)
              + ", each once");
    }
  }

  private static ZipEntry entry(ZipInputStream in) throws IOException {
    try {
      return in.getNextEntry();
    } catch (IllegalArgumentException e) {
      throw new ZipException("the name of an entry is no UTF-8");
    }
  }

  private static String text(ZipInputStream in) throws IOException {
    byte[] bytes = in.readNBytes(Configurations.MOST_CHARACTERS + 1);
    if (bytes.length > Configurations.MOST_CHARACTERS) {
      throw new BadDataException(
          ModelSerializer.CONFIGURATION_JSON
              + " is longer than "
              + Configurations.MOST_CHARACTERS
              + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** How many there are, counted as DL4J does. */
  private static long parameters(ComputationGraphConfiguration configuration, int zip) {
    long length = 0;
    try {
      for (GraphVertex vertex : configuration.getVertices().values()) {
        vertex.setDataType(DataType.FLOAT);
        long its = vertex.numParams(/* backprop= */ true);
        if (its < 0) {
          throw new BadDataException("has a vertex of " + its + " parameters");
        }
        length = Math.addExact(length, its);
      }
    } catch (BadDataException e) {
      throw e;
    } catch (RuntimeException e) {
      throw broken(e);
    }
    long most = (ALWAYS + (long) MOST_RATIO * zip) / Float.BYTES;
    if (length < 1 || length > most) {
      throw new BadDataException(
          "has " + length + " parameters, allowed in a file of this size: 1 to " + most);
    }
    return length;
  }

  private static ComputationGraph built(
      ComputationGraphConfiguration configuration, INDArray parameters) throws IOException {
    return naming(
        ModelSerializer.CONFIGURATION_JSON,
        () -> {
          try {
            ComputationGraph graph = new ComputationGraph(configuration);
            graph.init(parameters, /* cloneParametersArray= */ false);
            return graph;
          } catch (RuntimeException e) {
            throw broken(e);
          }
        });
  }

  private static BadDataException broken(RuntimeException failure) {
    // Java's own words on what it met halfway help nobody.
    boolean told = failure.getMessage() != null && !(failure instanceof NullPointerException);
    return new BadDataException(
        "is of a graph that DL4J cannot build: "
            + (told ? failure.getMessage().lines().findFirst().orElse("") : "a part is missing"),
        failure);
  }
}
