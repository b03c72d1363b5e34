package org.diabolo.job;

import static org.diabolo.job.OptionTypes.choice;
import static org.diabolo.job.OptionTypes.distinctTexts;
import static org.diabolo.job.OptionTypes.integer;
import static org.diabolo.job.OptionTypes.integers;
import static org.diabolo.job.OptionTypes.text;

import java.util.ArrayList;
import java.util.List;
import org.diabolo.job.FieldSpec.ImageSpec.Content;
import org.diabolo.job.FieldSpec.Kind;
import org.diabolo.job.FieldSpec.Scale;
import org.diabolo.job.Mapping.Form;

/** The options of {@code source} and {@code target}. */
final class FieldOptions {
  static final Option<Kind> KIND =
      Option.of(Mapping.KIND, choice(Kind.class), "What the field holds.");

  static final Option<String> ARRAYS =
      Option.of("column", text(), "A column of arrays of numbers, or of Spark ML vectors.");

  static final Option<List<String>> COLUMNS =
      Option.of(
          "columns", distinctTexts(), "In place of `column`: numeric columns, in this order.");

  static final Option<Integer> SIZE =
      Option.of("size", integer(1, Integer.MAX_VALUE), 0, "Numbers a row of `column`.")
          .byDefault("the most frequent length");

  static final Option<Scale> SCALE =
      Option.of(
          "scale",
          choice(Scale.class),
          Scale.STANDARD,
          "Each number by its own statistics over the train split: as it is; least to 0, largest to"
              + " 1; mean 0, deviation 1.");

  static final Option<String> BYTES = Option.of("column", text(), "A column of bytes.");

  static final Option<List<Integer>> SHAPE =
      Option.of(
          "shape",
          integers(1, 1 << 15, List.of("height", "width", "channels")),
          "In pixels; 1 channel is grey, 3 are colour.");

  static final Option<Content> CONTENT =
      Option.of(
          "content",
          choice(Content.class),
          Content.RAW,
          "What the column holds: unsigned bytes of just this shape, row after row, the channels of a"
              + " pixel together; or PNG or JPEG files of any size, of 1 or 3 channels.");

  /** A vector is one column, or several. */
  static final Mapping MAPPING =
      Mapping.of(
          form(Kind.VECTOR, List.of(ARRAYS, SIZE, SCALE)),
          form(Kind.VECTOR, List.of(COLUMNS, SCALE)),
          form(Kind.IMAGE, List.of(BYTES, SHAPE, CONTENT)),
          form(Kind.TEXT, TextSpec.OPTIONS));

  private FieldOptions() {}

  private static Form form(Kind kind, List<Option<?>> own) {
    List<Option<?>> options = new ArrayList<>(List.of(KIND));
    options.addAll(own);
    return Form.ofKind(kind, List.copyOf(options));
  }
}
