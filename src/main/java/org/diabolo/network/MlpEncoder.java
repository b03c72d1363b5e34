package org.diabolo.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.diabolo.batch.Feed;
import org.diabolo.field.Field;
import org.diabolo.field.TextField;
import org.diabolo.job.MlpSpec;
import org.diabolo.job.MlpSpec.Reading;

/**
 * Dense layers down to a linear code, which any number can stand in. Text is read as the vectors of
 * its first tokens beside each other, or as their mean.
 */
record MlpEncoder(MlpSpec spec) implements EncoderFamily {

  @Override
  public Feed feed(Field source) {
    if (!(source instanceof TextField text)) {
      return Feed.flat(Feed.Side.SOURCE);
    }
    return spec.text() == Reading.BAG
        ? Feed.of(Feed.Side.SOURCE, Feed.Form.TOKENS)
        : Feed.window(Feed.Side.SOURCE, text.maxLength());
  }

  @Override
  public void build(GraphBuilder graph, Field source, DenseLayer code, boolean attended) {
    String in = source instanceof TextField text ? read(graph, text) : Port.SOURCE;
    String hidden = DenseStack.build(graph, "encoder", in, spec);
    graph.addLayer(Port.CODE, code, hidden);
  }

  private String read(GraphBuilder graph, TextField text) {
    int size = spec.embedding();
    graph.addLayer(
        "encoder-embedding", Recurrent.embedding(text.vocabulary().size(), size), Port.SOURCE);
    if (spec.text() == Reading.BAG) {
      graph.addLayer(
          "encoder-bag",
          new GlobalPoolingLayer.Builder(PoolingType.AVG).build(),
          "encoder-embedding");
      return "encoder-bag";
    }
    graph.addVertex(
        "encoder-window", new ReshapeVertex(-1, size * text.maxLength()), "encoder-embedding");
    return "encoder-window";
  }
}
