package org.diabolo.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.weights.WeightInit;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.RnnSpec;
import org.nd4j.linalg.activations.Activation;

/**
 * A look at the memory at each step of a decoder.
 *
 * @param spec which kind of attention
 * @param memory numbers of a vector of the memory
 * @param width of the layer that looks
 */
record AttentionStep(RnnSpec spec, int memory, int width) {

  /** Puts what is seen beside what {@code in} says; returns the vertex's name. */
  String build(GraphBuilder graph, String in) {
    String query = spec.attention() == RnnSpec.Attention.DOT ? query(graph, in) : in;
    graph
        .addVertex("decoder-context", vertex(), query, Port.MEMORY, Port.MEMORY)
        .addVertex("decoder-seen", new MergeVertex(), in, "decoder-context");
    return "decoder-seen";
  }

  /** Luong et al. 2015, equation 8, "general": the matrix between query and memory. */
  private String query(GraphBuilder graph, String in) {
    graph
        .addLayer(
            "decoder-query-weights",
            new DenseLayer.Builder()
                .nOut(memory)
                .hasBias(false)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.IDENTITY)
                .build(),
            in)
        .addVertex(
            "decoder-query",
            new PreprocessorVertex(new FeedForwardToRnnPreProcessor()),
            "decoder-query-weights");
    return "decoder-query";
  }

  private AttentionVertex vertex() {
    boolean dot = spec.attention() == RnnSpec.Attention.DOT;
    if (!dot && width % spec.heads() != 0) {
      throw new InvalidJobException(
          "decoder.heads: found "
              + spec.heads()
              + ", allowed: a divisor of "
              + width
              + ", the width of the layer that attends");
    }
    AttentionVertex vertex =
        new AttentionVertex.Builder()
            .nHeads(dot ? 1 : spec.heads())
            .nInQueries(dot ? memory : width)
            .nInKeys(memory)
            .nInValues(memory)
            .nOut(dot ? memory : width)
            .projectInput(!dot)
            .weightInit(WeightInit.XAVIER)
            .build();
    // Not clipped: there the fused engine does not agree with DL4J's own way.
    vertex.setGradientNormalization(GradientNormalization.None);
    return vertex;
  }
}
