package org.diabolo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.field.Field;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RnnSpec.Attend;
import org.diabolo.job.RnnSpec.Attention;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** A decoder that was trained with label smoothing is for anybody. */
class ServedDecoderTest {
  private static final Networks NETWORKS = networks(0.1);

  @TempDir Path folder;

  @Test
  void isLoadedByDl4jWhereNothingOfOursIs() throws Exception {
    ComputationGraph joint = new ComputationGraph(NETWORKS.joint());
    joint.init();
    byte[] zip =
        NetworkFile.write(NETWORKS.part(joint.params().dup().data().asFloat(), NETWORKS.decoder()));
    Path file = Files.write(folder.resolve("decoder.zip"), zip);
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .collect(Collectors.joining(File.pathSeparator));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            path,
            "src/test/resources/PlainDl4j.java",
            file.toString(),
            Integer.toString(TestFamilies.CODE));
    Path errors = folder.resolve("errors");
    builder.redirectError(errors.toFile());
    Process process = builder.start();
    String told =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .reduce("", (before, line) -> line);

    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();

    INDArray code = Nd4j.linspace(-1, 1, TestFamilies.CODE, DataType.FLOAT).reshape(1, -1);
    INDArray given = Nd4j.createFromArray(2f, 4f, 5f).reshape(1, 1, 3);
    float[] ours = NetworkFile.read(zip).outputSingle(code, given).dup('c').data().asFloat();
    assertThat(Json.read(told, float[].class)).hasSize(30).containsExactly(ours, within(1e-5f));
  }

  @Test
  void onlyTheTrainedNetworkHasTheLossOfTraining() {
    assertThat(loss(NETWORKS.joint())).isEqualTo(new LossSmoothedSparseMCXENT(0.1));
    assertThat(loss(NETWORKS.decoder())).isExactlyInstanceOf(LossSparseMCXENT.class);
    assertThat(NETWORKS.decoder().toJson()).isEqualTo(networks(0).decoder().toJson());
  }

  private static Object loss(ComputationGraphConfiguration graph) {
    return ((BaseOutputLayer) UserGraph.layer(graph.getVertices().get(Port.TARGET))).getLossFn();
  }

  private static Networks networks(double smoothing) {
    Field text = TestFamilies.field(FieldSpec.Kind.TEXT);
    return TestFamilies.networks(
        text,
        text,
        TestFamilies.mlp(0),
        TestFamilies.rnn(false, 0.1, Attention.NONE, Attend.AFTER),
        new RegularizationSpec(smoothing, 0, 0, 0, RegularizationSpec.NONE.sampling()));
  }
}
