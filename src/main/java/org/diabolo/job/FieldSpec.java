package org.diabolo.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** One side of the model's data: which columns, and how they become numbers. */
public sealed interface FieldSpec permits FieldSpec.VectorSpec, FieldSpec.ImageSpec, TextSpec {

  /** What a field holds. */
  enum Kind {
    /** Numbers, as many in each row: one column with an array, or several columns. */
    VECTOR,
    /** Pixels, given raw or as files, and brought to one shape. */
    IMAGE,
    /** A string, cut into tokens. */
    TEXT
  }

  /** How the elements of a vector are scaled, each by its own statistics over the train split. */
  enum Scale {
    /** As they are. */
    NONE,
    /** Least value to 0, largest to 1. */
    MINMAX,
    /** Mean 0, standard deviation 1. */
    STANDARD
  }

  /**
   * @return what the field holds
   */
  @JsonProperty
  Kind kind();

  /**
   * @return the input columns it reads, at least one
   */
  List<String> columns();

  /**
   * Numbers: one column of arrays or ML vectors, or several numeric columns.
   *
   * @param column the column of arrays or vectors; null when {@code columns} is used
   * @param columns the numeric columns in order; just {@code column} when that is used
   * @param size numbers a row; 0 to take the most frequent length of {@code column}
   * @param scale of each number
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record VectorSpec(String column, List<String> columns, int size, Scale scale)
      implements FieldSpec {
    @Override
    public Kind kind() {
      return Kind.VECTOR;
    }
  }

  /**
   * Images.
   *
   * @param column a binary column
   * @param height in pixels
   * @param width in pixels
   * @param channels 1 for grey, 3 for colour
   * @param content what the column holds
   */
  record ImageSpec(String column, int height, int width, int channels, Content content)
      implements FieldSpec {

    /** What an image column holds. */
    public enum Content {
      /** Unsigned bytes of just this shape: row after row, the channels of a pixel together. */
      RAW,
      /** The bytes of a PNG or JPEG file, of any size; resized to the shape. */
      FILE
    }

    /**
     * Raw bytes.
     *
     * @param column a binary column
     * @param height in pixels
     * @param width in pixels
     * @param channels 1 for grey, 3 for colour
     */
    public ImageSpec(String column, int height, int width, int channels) {
      this(column, height, width, channels, Content.RAW);
    }

    @Override
    public Kind kind() {
      return Kind.IMAGE;
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }
  }

  /**
   * Reads a {@code source} or {@code target}; the kind says which other keys there are, which
   * {@link FieldOptions} has.
   *
   * @param section the job file's {@code source} or {@code target}
   * @return the field; null when the kind itself is wrong
   */
  static FieldSpec read(Section section) {
    Kind kind = section.get(FieldOptions.KIND);
    if (kind == null) {
      return null;
    }
    FieldSpec spec =
        switch (kind) {
          case VECTOR -> vector(section);
          case IMAGE -> image(section);
          case TEXT -> TextSpec.read(section);
        };
    section.close();
    return spec;
  }

  private static VectorSpec vector(Section section) {
    Scale scale = section.get(FieldOptions.SCALE);
    if (section.has(FieldOptions.COLUMNS)) {
      if (section.has(FieldOptions.ARRAYS)) {
        section.wrong(FieldOptions.ARRAYS, "only one of column and columns");
      }
      List<String> columns = section.get(FieldOptions.COLUMNS);
      if (section.isList(FieldOptions.COLUMNS.key())
          && (columns.isEmpty() || columns.stream().distinct().count() < columns.size())) {
        section.wrong(FieldOptions.COLUMNS, "a list of at least one column, each once");
      }
      return new VectorSpec(null, columns, columns.size(), scale);
    }
    String column = section.get(FieldOptions.ARRAYS);
    int size = section.get(FieldOptions.SIZE);
    return new VectorSpec(column, List.of(column), size, scale);
  }

  private static ImageSpec image(Section section) {
    String column = section.get(FieldOptions.BYTES);
    List<Integer> shape = section.get(FieldOptions.SHAPE, List.of());
    if (shape.size() != 3) {
      if (section.isList(FieldOptions.SHAPE.key()) || !section.has(FieldOptions.SHAPE)) {
        section.wrong(FieldOptions.SHAPE, "[height, width, channels]");
      }
      shape = List.of(1, 1, 1);
    }
    ImageSpec.Content content = section.get(FieldOptions.CONTENT);
    if (content == ImageSpec.Content.FILE && shape.get(2) != 1 && shape.get(2) != 3) {
      section.wrong(FieldOptions.SHAPE, "1 channel (grey) or 3 (colour) of PNG and JPEG");
    }
    return new ImageSpec(column, shape.get(0), shape.get(1), shape.get(2), content);
  }
}
