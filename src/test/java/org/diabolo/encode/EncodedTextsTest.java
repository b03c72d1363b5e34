package org.diabolo.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Feed;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.Feeds;
import org.diabolo.batch.Values;
import org.diabolo.engine.dl4j.Dl4jForward;
import org.diabolo.field.CharTokenizer;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.diabolo.network.Port;
import org.junit.jupiter.api.Test;

class EncodedTextsTest {
  private static final Feed TOKENS = Feed.of(Feed.Side.SOURCE, Feed.Form.TOKENS);
  private static final int CODE = 3;

  private final TextField letters =
      new TextField(
          new CharTokenizer(), true, 300, new Vocabulary(List.of("a", "b", "c", "d", "e", "f")));

  private static ComputationGraph encoder(int vocabulary) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(4)
                .graphBuilder()
                .addInputs(Port.SOURCE)
                .addLayer(
                    "read",
                    new EmbeddingSequenceLayer.Builder().nIn(vocabulary).nOut(4).build(),
                    Port.SOURCE)
                .addLayer("memory", new LSTM.Builder().nIn(4).nOut(5).build(), "read")
                .addVertex("end", new LastTimeStepVertex(Port.SOURCE), "memory")
                .addLayer(Port.CODE, new DenseLayer.Builder().nIn(5).nOut(CODE).build(), "end")
                .setOutputs(Port.CODE)
                .build());
    graph.init();
    return graph;
  }

  private static List<Row> texts(int count) {
    Random random = new Random(2);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = 1 + random.nextInt(i % 50 == 0 ? 250 : 12); length > 0; length--) {
        text.append("ABcdefx".charAt(random.nextInt(7)));
      }
      rows.add(RowFactory.create("k" + i, null, text.toString()));
    }
    return rows;
  }

  @Test
  void textsOfAllLengthsComeOutInTheirOrderWithTheCodesThatDl4jGivesEachAlone() {
    ComputationGraph graph = encoder(letters.vocabulary().size());
    Bundle.Parts parts =
        new Bundle.Parts(
            "names/1",
            "names/0",
            letters,
            letters,
            new Feeds(List.of(TOKENS), List.of(Feed.of(Feed.Side.TARGET, Feed.Form.TOKENS))),
            NetworkFile.write(graph),
            new byte[0]);
    List<Row> rows = texts(1500);

    List<Row> encoded = new ArrayList<>();
    new EncodedTexts(rows.iterator(), parts).forEachRemaining(encoded::add);

    assertThat(encoded).hasSameSizeAs(rows);
    Dl4jForward alone = new Dl4jForward(graph);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(encoded.get(i).getString(0)).isEqualTo("k" + i);
      assertThat(encoded.get(i).getString(3)).isEqualTo("names/1");
      assertThat(encoded.get(i).getString(4)).isEqualTo("names/0");
      if (i % 25 == 0) {
        float[] ids = letters.toNetwork(rows.get(i).get(2));
        Values input = FeedFiller.values(TOKENS, List.of(ids));
        float[] expected = alone.apply(1, List.of(input)).get(0).data();
        assertThat((float[]) encoded.get(i).get(2))
            .as("row " + i)
            .hasSize(CODE)
            .containsExactly(expected, within(1e-5f));
      }
    }
  }
}
