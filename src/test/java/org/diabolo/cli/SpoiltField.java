package org.diabolo.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.cli.SpoiltTable.Format;

/** Kinds of fields: their columns, good cells, and what can be wrong with a cell. */
enum SpoiltField {
  NUMBERS(
      "{kind: vector, column: v}",
      new StructType().add("v", DataTypes.createArrayType(DataTypes.DoubleType))) {
    @Override
    Object[] good(int row) {
      return new Object[] {List.of(0.5 + row, row % 7 - 3.0, 1e3 / (1 + row), (double) row)};
    }

    @Override
    List<Flaw> flaws(Format format) {
      return List.of(
          new Flaw("null", cells -> cells[0] = null),
          new Flaw("null", cells -> cells[0] = Arrays.asList(1.0, null, 2.0, 3.0)),
          new Flaw("not a number", cells -> cells[0] = List.of(1.0, 2.0, 3.0, Double.NaN)),
          new Flaw("infinite", cells -> cells[0] = List.of(Double.NEGATIVE_INFINITY, 1.0, 2., 3.)),
          new Flaw("too large for a float", cells -> cells[0] = List.of(1.0, 1e300, 2.0, 3.0)),
          new Flaw("wrong length", cells -> cells[0] = List.of(1.0, 2.0, 3.0)),
          new Flaw("wrong length", cells -> cells[0] = Collections.nCopies(5, 1.0)),
          new Flaw("wrong length", cells -> cells[0] = List.of()),
          // Large, but a float.
          new Flaw(null, cells -> cells[0] = List.of(3e38, -3e38, 0.0, 1e-300)));
    }
  },
  COLUMNS(
      "{kind: vector, columns: [a, b, c]}",
      new StructType()
          .add("a", DataTypes.DoubleType)
          .add("b", DataTypes.IntegerType)
          .add("c", DataTypes.FloatType)) {
    @Override
    Object[] good(int row) {
      return new Object[] {0.5 + row, row % 9, row % 5 + 0.25f};
    }

    @Override
    List<Flaw> flaws(Format format) {
      List<Flaw> flaws =
          new ArrayList<>(
              List.of(
                  new Flaw("null", cells -> cells[0] = null),
                  new Flaw("null", cells -> cells[1] = null),
                  new Flaw("null", cells -> cells[2] = null),
                  new Flaw("not a number", cells -> cells[0] = Double.NaN),
                  // What is text in a file is a word there.
                  new Flaw(
                      format == Format.CSV ? "not a number" : "infinite",
                      cells -> cells[0] = Double.POSITIVE_INFINITY),
                  new Flaw("too large for a float", cells -> cells[0] = -1e300)));
      if (format.isText()) {
        flaws.add(new Flaw("not a number", cells -> cells[1] = "word"));
        flaws.add(new Flaw("not a number", cells -> cells[1] = "0x1p3"));
      }
      return flaws;
    }
  },
  PIXELS(
      "{kind: image, column: image, shape: [4, 4, 1]}",
      new StructType().add("image", DataTypes.BinaryType)) {
    @Override
    Object[] good(int row) {
      byte[] pixels = new byte[16];
      Arrays.fill(pixels, (byte) (row * 5));
      return new Object[] {pixels};
    }

    @Override
    List<Flaw> flaws(Format format) {
      return List.of(
          new Flaw("null", cells -> cells[0] = null),
          new Flaw("wrong length", cells -> cells[0] = new byte[15]),
          new Flaw("wrong length", cells -> cells[0] = new byte[0]));
    }
  },
  PICTURE(
      "{kind: image, column: content, shape: [4, 4, 1], content: file}",
      new StructType().add("content", DataTypes.BinaryType)) {
    @Override
    Object[] good(int row) {
      return new Object[] {png(row)};
    }

    @Override
    List<Flaw> flaws(Format format) {
      List<Flaw> flaws =
          new ArrayList<>(
              List.of(
                  new Flaw("not an image", cells -> cells[0] = new byte[0]),
                  new Flaw("not an image", cells -> cells[0] = "no picture".getBytes()),
                  new Flaw("not an image", cells -> cells[0] = Arrays.copyOf(png(1), 50)),
                  new Flaw("not an image", cells -> cells[0] = flipped(png(2), 45))));
      if (format != Format.BINARYFILE) {
        flaws.add(new Flaw("null", cells -> cells[0] = null));
      }
      return flaws;
    }
  },
  TEXT(
      "{kind: text, column: t, tokens: word, max_length: 5}",
      new StructType().add("t", DataTypes.StringType)) {
    @Override
    Object[] good(int row) {
      return new Object[] {"w, \"x\n" + row % 4};
    }

    @Override
    List<Flaw> flaws(Format format) {
      return List.of(
          new Flaw("null", cells -> cells[0] = null),
          new Flaw("empty", cells -> cells[0] = ""),
          new Flaw("empty", cells -> cells[0] = " \t "),
          new Flaw("too long", cells -> cells[0] = "one two three four five six"),
          // Read with U+FFFD where the bytes are none of UTF-8; no JSON has any others.
          new Flaw(
              format == Format.JSON ? SpoiltTable.NOTHING : null,
              cells -> cells[0] = new byte[] {'a', (byte) 0xC3, ' ', (byte) 0xFF}));
    }
  };

  private final String yaml;
  private final StructType columns;

  SpoiltField(String yaml, StructType columns) {
    this.yaml = yaml;
    this.columns = columns;
  }

  /**
   * Something that can be wrong with the cells of a row.
   *
   * @param reason of the reject; null if the row stays a good one
   */
  record Flaw(String reason, Consumer<Object[]> in) {}

  abstract Object[] good(int row);

  abstract List<Flaw> flaws(Format format);

  /** As {@code source} of a job has it. */
  String yaml() {
    return yaml;
  }

  StructType columns() {
    return columns;
  }

  /** In which it can be kept. */
  List<Format> formats() {
    return switch (this) {
      case NUMBERS -> List.of(Format.PARQUET, Format.ORC, Format.JSON);
      case COLUMNS, TEXT -> List.of(Format.PARQUET, Format.ORC, Format.JSON, Format.CSV);
      case PIXELS -> List.of(Format.PARQUET, Format.ORC);
      case PICTURE -> List.of(Format.PARQUET, Format.ORC, Format.BINARYFILE);
    };
  }

  private static byte[] png(int row) {
    var image = new java.awt.image.BufferedImage(6, 6, java.awt.image.BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 36; i++) {
      image.setRGB(i % 6, i / 6, 0x010101 * ((i * 7 + row * 31) % 256));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] flipped(byte[] bytes, int place) {
    bytes[place] ^= 0x55;
    return bytes;
  }

  /** What a file of text has between its marks. */
  static byte[] utf8(Object cell) {
    return cell instanceof byte[] bytes ? bytes : cell.toString().getBytes(StandardCharsets.UTF_8);
  }
}
