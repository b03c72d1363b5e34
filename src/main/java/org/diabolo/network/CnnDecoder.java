package org.diabolo.network;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.weights.WeightInit;
import org.diabolo.batch.Feed;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.diabolo.job.CnnSpec;
import org.diabolo.job.CnnSpec.Growth;

/**
 * Dense layers up to a small image of the first filters, layers that make it larger, and a
 * convolution to the target's channels. A side grows by the stride as often as the stride divides
 * it, counted from the target back, so that it ends at just its size; before that it stays.
 *
 * <p>Text is a line of positions, as many for every row, whose channels are the embedding: a
 * softmax at each tells its token. Nothing is masked inside, so what a row is told to be does not
 * depend on the rows beside it; positions behind a row's end do not count in the loss.
 */
record CnnDecoder(CnnSpec spec, double labelSmoothing) implements DecoderFamily {

  @Override
  public Optional<Feed> given(Field target) {
    return Optional.empty();
  }

  @Override
  public Feed label(Field target) {
    return target instanceof TextField text
        ? Feed.padded(Feed.Side.TARGET, positions(text.maxLength() + 1))
        : Feed.flat(Feed.Side.TARGET);
  }

  @Override
  public void build(GraphBuilder graph, Field target, int memory) {
    if (target instanceof NumberField numbers) {
      numbers(graph, numbers);
    } else {
      text(graph, (TextField) target);
    }
  }

  private void numbers(GraphBuilder graph, NumberField field) {
    Convolutional layers = new Convolutional(spec);
    ImageShape target = ImageShape.of(field);
    graph
        .addLayer(
            "decoder-image",
            layers
                .convolution(target, target.channels(), 1, 1)
                .weightInit(WeightInit.XAVIER)
                .activation(Outputs.activation(field))
                .build(),
            grown(graph, layers, target))
        .addLayer(Port.TARGET, Outputs.compared(), target.toVector(), "decoder-image");
  }

  private void text(GraphBuilder graph, TextField text) {
    Convolutional layers = new Convolutional(spec);
    ImageShape line = new ImageShape(spec.embedding(), 1, positions(text.maxLength() + 1));
    String in = grown(graph, layers, line);
    in =
        layers.hidden(
            graph, "decoder-line", layers.convolution(line, line.channels(), 1, 1), null, in);
    graph
        .addVertex("decoder-tokens", new ReshapeVertex(-1, line.channels(), line.width()), in)
        .addLayer(Port.TARGET, Outputs.tokens(text, labelSmoothing, 1), "decoder-tokens");
  }

  /**
   * Where a text's length does not divide by the strides, a line that is a little longer does: as
   * many layers grow as make it longer by a quarter at most.
   *
   * @param length of the longest text, its end included
   * @return positions of the line, at least as many
   */
  private int positions(int length) {
    for (int growing = spec.filters().size(); growing > 0; growing--) {
      double times = Math.pow(spec.stride(), growing);
      double longer = times * Math.ceil(length / times);
      if (longer <= 1.25 * length) {
        return (int) longer;
      }
    }
    return length;
  }

  /** All layers but the last, up to the target's height and width; returns the last of them. */
  private String grown(GraphBuilder graph, Convolutional layers, ImageShape target) {
    List<Integer> filters = spec.filters();
    int[][] factors = factors(target);
    ImageShape image = first(target, factors);
    graph.addLayer(
        "decoder-first",
        new DenseLayer.Builder()
            .nOut(image.size())
            .weightInit(DenseStack.weightInit(layers.activation()))
            .activation(layers.activation())
            .build(),
        layers.dense(graph, "decoder-dense", Port.CODE));
    String in = "decoder-first";
    InputPreProcessor before = image.fromVector();
    for (int i = 0; i < filters.size(); i++) {
      int[] by = factors[i];
      int channels = filters.get(Math.min(i + 1, filters.size() - 1));
      String name = "decoder-" + i;
      ImageShape large = new ImageShape(channels, image.height() * by[0], image.width() * by[1]);
      if (spec.growth() == Growth.TRANSPOSED) {
        in = layers.hidden(graph, name, layers.transposed(image, channels, by), before, in);
      } else {
        if (by[0] > 1 || by[1] > 1) {
          graph.addLayer(name + "-larger", new Upsampling2D.Builder().size(by).build(), before, in);
          in = name + "-larger";
          before = null;
        }
        in = layers.hidden(graph, name, layers.convolution(large, channels, 1, 1), before, in);
      }
      before = null;
      image = large;
    }
    return in;
  }

  /** By what each layer makes height and width larger. */
  private int[][] factors(ImageShape target) {
    int[][] factors = new int[spec.filters().size()][];
    int height = target.height();
    int width = target.width();
    for (int i = factors.length - 1; i >= 0; i--) {
      factors[i] = new int[] {factor(height), factor(width)};
      height /= factors[i][0];
      width /= factors[i][1];
    }
    return factors;
  }

  private int factor(int side) {
    return side % spec.stride() == 0 ? spec.stride() : 1;
  }

  private ImageShape first(ImageShape target, int[][] factors) {
    int height = target.height();
    int width = target.width();
    for (int[] by : factors) {
      height /= by[0];
      width /= by[1];
    }
    return new ImageShape(spec.filters().get(0), height, width);
  }
}
