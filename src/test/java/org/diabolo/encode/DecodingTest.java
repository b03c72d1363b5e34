package org.diabolo.encode;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Feeds;
import org.diabolo.field.CharTokenizer;
import org.diabolo.field.Field;
import org.diabolo.field.TextField;
import org.diabolo.field.VectorField;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.diabolo.network.Port;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodingTest {
  @TempDir Path folder;

  private static byte[] decoder(String... inputs) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs(inputs)
                .addVertex("both", new MergeVertex(), inputs)
                .addLayer(
                    Port.TARGET,
                    new DenseLayer.Builder().nIn(2 * inputs.length).nOut(8).build(),
                    "both")
                .setOutputs(Port.TARGET)
                .build());
    graph.init();
    return NetworkFile.write(graph);
  }

  private void decode(Field target, byte[] decoder) throws Exception {
    Path job = Files.writeString(folder.resolve("job.yaml"), Tables.job(folder));
    Bundle.Card card =
        new Bundle.Card(Bundle.FORMAT, "v", VectorField.unscaled(8), target, 2, Feeds.FLAT, null);
    new Decoding(
            LocalSpark.session(),
            JobSpec.read(job, List.of()),
            new Bundle(card, new byte[0], decoder))
        .decode(LocalSpark.session().emptyDataFrame());
  }

  @Test
  void whatCodesAloneCannotGiveBackIsSaid() {
    assertThatThrownBy(() -> decode(VectorField.unscaled(8), decoder(Port.CODE, Port.MEMORY)))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith("decoder.attention: this decoder attends to");
    TextField text = new TextField(new CharTokenizer(), false, 9, new Vocabulary(List.of("a")));
    assertThatThrownBy(() -> decode(text, decoder(Port.CODE, Port.GIVEN)))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith("target.kind: text does not come back from codes in one pass");
  }
}
