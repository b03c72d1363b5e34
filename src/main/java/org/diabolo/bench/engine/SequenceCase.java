package org.diabolo.bench.engine;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * Text to text: an LSTM reads tokens, its last output is the code; an LSTM that sees the code at
 * every step writes tokens, and attends (dot product, scaled) to all outputs of the first.
 *
 * @param hidden width of both LSTMs and of the code
 * @param embedding width of a token
 * @param vocabulary different tokens
 * @param length tokens of a source and of a target
 */
record SequenceCase(int hidden, int embedding, int vocabulary, int length) {

  EngineCase at(int batch) {
    Values source = values(batch, 3);
    return new EngineCase(
        "lstm-attention-" + hidden + "-b" + batch,
        "tokens",
        length,
        training(),
        encoder(Networks.builder().addInputs("source"), "source")
            .setOutputs("code")
            .build()
            .toJson(),
        new Batch(batch, List.of(source, values(batch, 4)), List.of(values(batch, 5))),
        cost(),
        lstm(embedding));
  }

  private Values values(int batch, long seed) {
    return new Values(Networks.tokens(batch * length, vocabulary, seed), length, null);
  }

  private GraphBuilder encoder(GraphBuilder graph, String input) {
    return graph
        .addLayer("source-embedding", embeddings(), input)
        .addLayer("memory", layer(embedding), "source-embedding")
        .addVertex("code", new LastTimeStepVertex(input), "memory");
  }

  private String training() {
    return encoder(Networks.builder().addInputs("source", "written"), "source")
        .addLayer("target-embedding", embeddings(), "written")
        .addVertex("code-each-step", new DuplicateToTimeSeriesVertex("written"), "code")
        .addVertex("decoder-in", new MergeVertex(), "target-embedding", "code-each-step")
        .addLayer("decoder", layer(embedding + hidden), "decoder-in")
        .addVertex("attended", attention(), "decoder", "memory", "memory")
        .addVertex("both", new MergeVertex(), "decoder", "attended")
        .addLayer(
            "out",
            new RnnOutputLayer.Builder(new LossSparseMCXENT())
                .dataFormat(RNNFormat.NCW)
                .nIn(2L * hidden)
                .nOut(vocabulary)
                .activation(Activation.SOFTMAX)
                .build(),
            "both")
        .setOutputs("out")
        .build()
        .toJson();
  }

  private EmbeddingSequenceLayer embeddings() {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(vocabulary)
        .nOut(embedding)
        .inputLength(length)
        .build();
  }

  private LSTM layer(int in) {
    return new LSTM.Builder().nIn(in).nOut(hidden).activation(Activation.TANH).build();
  }

  private AttentionVertex attention() {
    return new AttentionVertex.Builder()
        .nInKeys(hidden)
        .nInValues(hidden)
        .nInQueries(hidden)
        .nOut(hidden)
        .nHeads(1)
        .projectInput(false)
        .build();
  }

  /** All behind embeddings, which multiply nothing; so all ask for their input's gradient. */
  private MultiplyAdds cost() {
    long attention = 2L * length * length * hidden;
    long output = 2L * length * hidden * vocabulary;
    return lstm(embedding)
        .plus(lstm(embedding + hidden))
        .plus(MultiplyAdds.behind(attention + output));
  }

  private MultiplyAdds lstm(int in) {
    return MultiplyAdds.behind(4L * length * hidden * (in + hidden));
  }
}
