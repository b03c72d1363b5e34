package org.diabolo.network;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.diabolo.network.guard.NetworkZip;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One network in the zip format of DL4J's {@code ModelSerializer}, so that {@code
 * ComputationGraph.load} reads it anywhere. Written here rather than there because equal networks
 * must be equal bytes, and DL4J stamps the present time on the entries.
 */
public final class NetworkFile {
  private NetworkFile() {}

  /**
   * @param graph to write, without its updater
   * @return the zip's bytes
   */
  public static byte[] write(ComputationGraph graph) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(entry(ModelSerializer.CONFIGURATION_JSON));
      zip.write(graph.getConfiguration().toJson().getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(entry(ModelSerializer.COEFFICIENTS_BIN));
      DataOutputStream data = new DataOutputStream(zip);
      Nd4j.write(graph.params(), data);
      data.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * @param bytes a zip of DL4J's format, from anybody
   * @return the network, ready for inference
   * @throws org.diabolo.job.BadDataException when it is no network that can be trusted and run; no
   *     code that it names has run then
   */
  public static ComputationGraph read(byte[] bytes) {
    return NetworkZip.read(bytes);
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    return entry;
  }
}
