package org.diabolo.job;

import static org.diabolo.job.OptionTypes.choice;
import static org.diabolo.job.OptionTypes.integer;
import static org.diabolo.job.OptionTypes.integers;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Convolutions, each of which halves (or, in a decoder, doubles) height and width by its stride.
 * Vectors are images of one line, text is an image of one line whose channels are the embedding.
 *
 * @param filters channels after each convolution of an encoder, from the image to the code; a
 *     decoder passes them in the order given, from the code to the image
 * @param kernel width and height of the filters, at least the stride
 * @param stride of the convolutions
 * @param dense widths of dense layers between convolutions and code
 * @param activation of the hidden layers
 * @param dropout share of a hidden layer's outputs dropped in training, 0 to below 1
 * @param norm of the convolutions: none or batch
 * @param embedding numbers that stand for a token of text
 * @param growth how a decoder makes images larger
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

  private static final Option<List<Integer>> ENCODER_FILTERS = filters(List.of(16, 32));
  private static final Option<List<Integer>> DECODER_FILTERS = filters(List.of(32, 16));

  private static final Option<Integer> KERNEL =
      Option.of(
          "kernel", integer(1, 64), 3, "Width and height of the filters, at least the `stride`.");

  private static final Option<Integer> STRIDE =
      Option.of(
          "stride",
          integer(1, 16),
          2,
          "By what each convolution divides height and width, or multiplies them in a decoder.");

  private static final Option<List<Integer>> DENSE =
      Option.of(
          "dense",
          integers(1, 1 << 20, 0),
          List.of(),
          "Widths of dense layers between convolutions and code.");

  private static final Option<Norm> NORM =
      Option.of(
          "norm",
          choice(Norm.class, EnumSet.of(Norm.NONE, Norm.BATCH)),
          Norm.BATCH,
          "What evens out the activations of the convolutions.");

  private static final Option<Growth> GROWTH =
      Option.of(
          "growth",
          choice(Growth.class),
          Growth.TRANSPOSED,
          "How images become larger: by convolutions transposed, or by repeating pixels, followed by"
              + " a convolution.");

  private static Option<List<Integer>> filters(List<Integer> fallback) {
    return Option.of(
        "filters",
        integers(1, 1 << 14, 1),
        fallback,
        "Channels after each convolution, in the order in which the data passes them.");
  }

  static List<Option<?>> options(Role role) {
    boolean encoder = role == Role.ENCODER;
    List<Option<?>> options =
        List.of(
            encoder ? ENCODER_FILTERS : DECODER_FILTERS,
            KERNEL,
            STRIDE,
            DENSE,
            FamilyOptions.ACTIVATION,
            FamilyOptions.DROPOUT,
            NORM,
            FamilyOptions.embedding(role));
    return encoder ? options : Stream.concat(options.stream(), Stream.of(GROWTH)).toList();
  }

  @Override
  public Kind kind() {
    return Kind.CNN;
  }

  static CnnSpec read(Section section, Role role) {
    boolean encoder = role == Role.ENCODER;
    Norm norm = section.get(NORM);
    if (norm == Norm.LAYER) {
      section.wrong(NORM, "none | batch (DL4J has no layer normalisation of images)");
    }
    List<Integer> filters = section.get(encoder ? ENCODER_FILTERS : DECODER_FILTERS);
    int kernel = section.get(KERNEL);
    int stride = section.get(STRIDE);
    if (kernel < stride) {
      section.wrong(
          KERNEL.key(),
          kernel,
          "at least " + stride + ", the stride (a smaller one leaves places out)");
    }
    return new CnnSpec(
        filters,
        kernel,
        stride,
        section.get(DENSE),
        section.get(FamilyOptions.ACTIVATION),
        section.get(FamilyOptions.DROPOUT),
        norm,
        section.get(FamilyOptions.EMBEDDING),
        encoder ? GROWTH.fallback() : section.get(GROWTH));
  }
}
