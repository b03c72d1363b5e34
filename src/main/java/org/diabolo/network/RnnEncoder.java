package org.diabolo.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.diabolo.batch.Feed;
import org.diabolo.field.Field;
import org.diabolo.field.ImageField;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.diabolo.job.RnnSpec;

/**
 * LSTM layers over tokens, over an image's rows of pixels from top to bottom (plane after plane),
 * or over a vector's numbers one after the other. The code is linear in what the last layer ends
 * with; in both directions, in both ends.
 *
 * <p>DL4J's {@code Bidirectional} would begin the way back in the padding, so that a row's code
 * would depend on the rows beside it. Here a row is turned around within its own length.
 */
record RnnEncoder(RnnSpec spec) implements EncoderFamily {

  @Override
  public Feed feed(Field source) {
    return source instanceof NumberField numbers
        ? Feed.steps(Feed.Side.SOURCE, steps(numbers))
        : Feed.of(Feed.Side.SOURCE, Feed.Form.TOKENS);
  }

  /** Steps that a field of numbers is read or written in. */
  static int steps(NumberField field) {
    return field instanceof ImageField image ? image.channels() * image.height() : field.size();
  }

  @Override
  public int memory(Field source) {
    int width = spec.layers().get(spec.layers().size() - 1);
    return spec.bidirectional() ? 2 * width : width;
  }

  @Override
  public void build(GraphBuilder graph, Field source, DenseLayer code, boolean attended) {
    String in = Port.SOURCE;
    if (source instanceof TextField text) {
      in = "encoder-embedding";
      graph.addLayer(
          in, Recurrent.embedding(text.vocabulary().size(), spec.embedding()), Port.SOURCE);
    }
    int last = spec.layers().size() - 1;
    for (int i = 0; i < last; i++) {
      String name = "encoder-" + i;
      if (spec.bidirectional()) {
        both(graph, name, i, in);
        together(graph, name, name);
      } else {
        forward(graph, name, i, in);
      }
      in = name;
    }
    String end = "encoder-end";
    if (spec.bidirectional()) {
      String name = "encoder-" + last;
      both(graph, name, last, in);
      if (attended) {
        together(graph, name, Port.MEMORY);
      }
      graph
          .addVertex(name + "-forward-end", new LastTimeStepVertex(Port.SOURCE), name + "-forward")
          .addVertex(
              name + "-backward-end", new LastTimeStepVertex(Port.SOURCE), name + "-backward")
          .addVertex(end, new MergeVertex(), name + "-forward-end", name + "-backward-end");
    } else {
      forward(graph, Port.MEMORY, last, in);
      graph.addVertex(end, new LastTimeStepVertex(Port.SOURCE), Port.MEMORY);
    }
    graph.addLayer(Port.CODE, code, end);
  }

  private void forward(GraphBuilder graph, String name, int layer, String in) {
    graph.addLayer(
        name, Recurrent.lstm(spec.layers().get(layer), Recurrent.keep(spec.dropout())), in);
  }

  /** One LSTM over a row, one over the row turned around. */
  private void both(GraphBuilder graph, String name, int layer, String in) {
    forward(graph, name + "-forward", layer, in);
    graph.addVertex(name + "-turned", new ReverseTimeSeriesVertex(Port.SOURCE), in);
    forward(graph, name + "-backward", layer, name + "-turned");
  }

  /** What both say of a step, beside each other. */
  private static void together(GraphBuilder graph, String name, String merged) {
    graph
        .addVertex(name + "-returned", new ReverseTimeSeriesVertex(Port.SOURCE), name + "-backward")
        .addVertex(merged, new MergeVertex(), name + "-forward", name + "-returned");
  }
}
