package org.diabolo.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.diabolo.batch.Feed;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.diabolo.job.CnnSpec;

/**
 * Convolutions, each over what the stride left, then dense layers down to a linear code. A vector
 * is an image of one line, text one whose channels are the tokens' vectors.
 */
record CnnEncoder(CnnSpec spec) implements EncoderFamily {

  @Override
  public Feed feed(Field source) {
    return source instanceof TextField text
        ? Feed.window(Feed.Side.SOURCE, text.maxLength())
        : Feed.flat(Feed.Side.SOURCE);
  }

  @Override
  public void build(GraphBuilder graph, Field source, DenseLayer code, boolean attended) {
    Convolutional layers = new Convolutional(spec);
    ImageShape image = shape(source);
    InputPreProcessor before = null;
    String in = Port.SOURCE;
    if (source instanceof TextField text) {
      in = line(graph, text);
    } else {
      before = image.fromVector();
    }
    for (int i = 0; i < spec.filters().size(); i++) {
      int filters = spec.filters().get(i);
      int down = image.height() == 1 ? 1 : spec.stride();
      int along = image.width() == 1 ? 1 : spec.stride();
      in =
          layers.hidden(
              graph, "encoder-" + i, layers.convolution(image, filters, down, along), before, in);
      image = new ImageShape(filters, over(image.height(), down), over(image.width(), along));
      before = null;
    }
    if (spec.dense().isEmpty()) {
      graph.addLayer(Port.CODE, code, image.toVector(), in);
    } else {
      graph.addLayer(Port.CODE, code, layers.dense(graph, "encoder-dense", in));
    }
  }

  private ImageShape shape(Field source) {
    return source instanceof NumberField numbers
        ? ImageShape.of(numbers)
        : new ImageShape(spec.embedding(), 1, ((TextField) source).maxLength());
  }

  private String line(GraphBuilder graph, TextField text) {
    graph
        .addLayer(
            "encoder-embedding",
            Recurrent.embedding(text.vocabulary().size(), spec.embedding()),
            Port.SOURCE)
        .addVertex(
            "encoder-line",
            new ReshapeVertex(-1, spec.embedding(), 1, text.maxLength()),
            "encoder-embedding");
    return "encoder-line";
  }

  private static int over(int side, int stride) {
    return (side + stride - 1) / stride;
  }
}
