package org.diabolo.job;

import java.util.List;

/**
 * Convolutions, each of which halves (or, in a decoder, doubles) height and width by its stride.
 * Vectors are images of one line, text is an image of one line whose channels are the embedding.
 *
 * @param filters channels after each convolution of an encoder, from the image to the code; a
 *     decoder passes them in the order given, from the code to the image; default 16, 32 (decoder:
 *     32, 16)
 * @param kernel width and height of the filters, at least the stride; default 3
 * @param stride of the convolutions; default 2
 * @param dense widths of dense layers between convolutions and code; default none
 * @param activation of the hidden layers; default relu
 * @param dropout share of a hidden layer's outputs dropped in training, 0 to below 1; default 0
 * @param norm of the convolutions: none or batch; default batch
 * @param embedding numbers that stand for a token of text; default 64
 * @param growth how a decoder makes images larger; default transposed
 */
public record CnnSpec(
    List<Integer> filters,
    int kernel,
    int stride,
    List<Integer> dense,
    Activation activation,
    double dropout,
    Norm norm,
    int embedding,
    Growth growth)
    implements FamilySpec {

  /** How a decoder makes images larger. */
  public enum Growth {
    /** By convolutions transposed (Dumoulin and Visin 2016, section 4). */
    TRANSPOSED,
    /** By repeating pixels, followed by a convolution (Odena et al. 2016). */
    UPSAMPLING
  }

  @Override
  public Kind kind() {
    return Kind.CNN;
  }

  static CnnSpec read(Section section, Role role) {
    boolean encoder = role == Role.ENCODER;
    Norm norm = section.choice("norm", Norm.class, Norm.BATCH);
    if (norm == Norm.LAYER) {
      section.wrong("norm", "none | batch (DL4J has no layer normalisation of images)");
    }
    List<Integer> filters =
        section.integers("filters", 1, 1 << 14, encoder ? List.of(16, 32) : List.of(32, 16));
    if (filters.isEmpty()) {
      section.wrong("filters", "a list of at least one whole number");
    }
    int kernel = (int) section.integer("kernel", 1, 64, 3L);
    int stride = (int) section.integer("stride", 1, 16, 2L);
    if (kernel < stride) {
      section.wrong(
          "kernel",
          kernel,
          "at least " + stride + ", the stride (a smaller one leaves places out)");
    }
    return new CnnSpec(
        filters,
        kernel,
        stride,
        section.integers("dense", 1, 1 << 20, List.of()),
        section.choice("activation", Activation.class, Activation.RELU),
        section.number("dropout", Range.BELOW_ONE, 0),
        norm,
        (int) section.integer("embedding", 1, 1 << 16, (long) MlpSpec.EMBEDDING),
        encoder ? Growth.TRANSPOSED : section.choice("growth", Growth.class, Growth.TRANSPOSED));
  }
}
