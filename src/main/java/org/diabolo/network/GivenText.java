package org.diabolo.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.diabolo.field.TextField;

/** What a decoder of text has at each step: the token before, or the position, and the code. */
final class GivenText {
  private GivenText() {}

  /** The token before; returns the vertex's name. */
  static String previous(GraphBuilder graph, TextField target, int embedding) {
    return build(graph, target.vocabulary().size(), embedding);
  }

  /** The position, of which a row has one more than tokens; returns the vertex's name. */
  static String positions(GraphBuilder graph, TextField target, int embedding) {
    return build(graph, target.maxLength() + 1, embedding);
  }

  private static String build(GraphBuilder graph, int ids, int embedding) {
    graph
        .addLayer("decoder-embedding", Recurrent.embedding(ids, embedding), Port.GIVEN)
        .addVertex("decoder-codes", new DuplicateToTimeSeriesVertex(Port.GIVEN), Port.CODE)
        .addVertex("decoder-given", new MergeVertex(), "decoder-embedding", "decoder-codes");
    return "decoder-given";
  }
}
