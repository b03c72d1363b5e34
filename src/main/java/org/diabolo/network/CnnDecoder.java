package org.diabolo.network;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.weights.WeightInit;
import org.diabolo.batch.Feed;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.diabolo.job.CnnSpec;
import org.diabolo.job.CnnSpec.Growth;
import org.nd4j.linalg.activations.Activation;

/**
 * Dense layers up to a small image of the first filters, layers that make it larger, and a
 * convolution to the target's channels. A side grows by the stride as often as the stride divides
 * it, counted from the target back, so that it ends at just its size; before that it stays.
 *
 * <p>Text is convolved along its positions: each token is told from the code and from what the
 * layers make of the positions near it.
 */
record CnnDecoder(CnnSpec spec, double labelSmoothing) implements DecoderFamily {

  @Override
  public Optional<Feed> given(Field target) {
    return target instanceof TextField
        ? Optional.of(Feed.of(Feed.Side.TARGET, Feed.Form.POSITIONS))
        : Optional.empty();
  }

  @Override
  public Feed label(Field target) {
    return target instanceof TextField
        ? Feed.of(Feed.Side.TARGET, Feed.Form.TOKENS)
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
    graph
        .addLayer(
            "decoder-image",
            layers
                .convolution(target, target.channels(), 1, 1)
                .weightInit(WeightInit.XAVIER)
                .activation(Outputs.activation(field))
                .build(),
            in)
        .addLayer(Port.TARGET, Outputs.compared(), target.toVector(), "decoder-image");
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

  private void text(GraphBuilder graph, TextField target) {
    String in = GivenText.positions(graph, target, spec.embedding());
    List<Integer> filters = spec.filters();
    graph.addLayer("decoder-first", there(filters.get(0)), in);
    in = "decoder-first";
    for (int i = 0; i < filters.size(); i++) {
      String name = "decoder-" + i;
      graph
          .addLayer(
              name,
              new Convolution1DLayer.Builder(spec.kernel())
                  .stride(1)
                  .convolutionMode(ConvolutionMode.Same)
                  .nOut(filters.get(i))
                  .weightInit(WeightInit.XAVIER)
                  .activation(Activation.IDENTITY)
                  .build(),
              in)
          .addLayer(name + "-there", there(filters.get(i)), name);
      in = name + "-there";
    }
    graph.addLayer(Port.TARGET, Outputs.tokens(target, labelSmoothing, 1), in);
  }

  /**
   * A dense layer at each position, which makes the padding zero. Convolutions do not, and would
   * read it: what a row's last token is would depend on the rows beside it.
   */
  private DenseLayer there(int width) {
    Activation activation = new Convolutional(spec).activation();
    return new DenseLayer.Builder()
        .nOut(width)
        .weightInit(DenseStack.weightInit(activation))
        .activation(activation)
        .dropOut(Recurrent.keep(spec.dropout()))
        .build();
  }
}
