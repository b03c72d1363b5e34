package org.diabolo.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.diabolo.cli.SpoiltTable.FileDamage;
import org.diabolo.cli.SpoiltTable.Format;
import org.diabolo.testing.LocalSpark;

/** Writes a {@link SpoiltTable}; text byte by byte, as others would, Parquet and ORC by Spark. */
record SpoiltFiles(SpoiltTable table, Path folder) {
  void write() throws IOException {
    if (Files.exists(folder)) {
      FileUtils.deleteDirectory(folder.toFile());
    }
    Files.createDirectories(folder);
    List<SpoiltRow> rows = table.rows();
    switch (table.format()) {
      case PARQUET, ORC -> byspark(rows);
      case BINARYFILE -> {
        for (SpoiltRow row : rows) {
          Files.write(folder.resolve(row.key() + ".png"), (byte[]) row.cells()[0]);
        }
      }
      default -> texts(rows);
    }
    damage();
  }

  private List<List<SpoiltRow>> parts(List<SpoiltRow> rows) {
    int each = (rows.size() + table.files() - 1) / table.files();
    List<List<SpoiltRow>> parts = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += each) {
      parts.add(rows.subList(i, Math.min(rows.size(), i + each)));
    }
    return parts;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(List.of(table.field().columns().fieldNames()));
    if (table.damage() == FileDamage.NO_COLUMN) {
      names.set(0, "other");
    }
    return names;
  }

  private void byspark(List<SpoiltRow> rows) {
    boolean wrong = table.damage() == FileDamage.WRONG_TYPE;
    boolean text = table.field() == SpoiltField.TEXT && !wrong;
    StructType schema = new StructType().add("id", DataTypes.StringType);
    StructField[] fields = table.field().columns().fields();
    for (int i = 0; i < fields.length; i++) {
      boolean first = i == 0;
      schema =
          schema.add(
              names().get(i),
              first && wrong
                  ? DataTypes.BooleanType
                  : text ? DataTypes.BinaryType : fields[i].dataType());
    }
    List<Row> written = new ArrayList<>();
    for (SpoiltRow row : rows) {
      List<Object> values = new ArrayList<>();
      values.add(row.key());
      for (Object cell : row.cells()) {
        values.add(text && cell != null ? SpoiltField.utf8(cell) : cell);
      }
      if (wrong) {
        values.set(1, true);
      }
      written.add(RowFactory.create(values.toArray()));
    }
    var table = LocalSpark.session().createDataFrame(written, schema);
    for (int i = 1; text && i < schema.size(); i++) {
      String name = schema.fieldNames()[i];
      // Spark's cast takes the bytes as they are.
      table = table.withColumn(name, functions.col(name).cast("string"));
    }
    table
        .repartition(this.table.files())
        .write()
        .mode("overwrite")
        .format(this.table.format().word())
        .save(folder.toString());
  }

  private void texts(List<SpoiltRow> rows) throws IOException {
    int number = 0;
    for (List<SpoiltRow> part : parts(rows)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (table.format() == Format.CSV) {
        bytes.writeBytes(("id," + String.join(",", names()) + "\n").getBytes());
      }
      for (SpoiltRow row : part) {
        if (row.record() != null) {
          bytes.writeBytes(row.record().getBytes(StandardCharsets.UTF_8));
        } else if (table.format() == Format.CSV) {
          csv(row, bytes);
        } else {
          json(row, bytes);
        }
        bytes.write('\n');
      }
      Files.write(folder.resolve("part-" + number++ + extension()), bytes.toByteArray());
    }
  }

  private String extension() {
    return "." + table.format().word();
  }

  private static void csv(SpoiltRow row, ByteArrayOutputStream bytes) {
    bytes.writeBytes((row.key() == null ? "" : row.key()).getBytes());
    for (Object cell : row.cells()) {
      bytes.write(',');
      if (cell instanceof String || cell instanceof byte[]) {
        bytes.write('"');
        String latin = new String(SpoiltField.utf8(cell), StandardCharsets.ISO_8859_1);
        bytes.writeBytes(latin.replace("\"", "\"\"").getBytes(StandardCharsets.ISO_8859_1));
        bytes.write('"');
      } else if (cell != null) {
        bytes.writeBytes(cell.toString().getBytes());
      }
    }
  }

  private void json(SpoiltRow row, ByteArrayOutputStream bytes) {
    List<byte[]> members = new ArrayList<>();
    members.add(member("id", row.key()));
    for (int i = 0; i < row.cells().length; i++) {
      members.add(member(names().get(i), row.cells()[i]));
    }
    bytes.write('{');
    for (int i = 0; i < members.size(); i++) {
      if (i > 0) {
        bytes.write(',');
      }
      bytes.writeBytes(members.get(i));
    }
    bytes.write('}');
  }

  private static byte[] member(String name, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("\"" + name + "\":").getBytes());
    if (value instanceof byte[] raw) {
      bytes.write('"');
      bytes.writeBytes(raw);
      bytes.write('"');
    } else if (value instanceof String text) {
      TextNode node = JsonNodeFactory.instance.textNode(text);
      bytes.writeBytes(node.toString().getBytes(StandardCharsets.UTF_8));
    } else {
      // Numbers, lists of them and null are written in JSON as in Java; so are NaN and Infinity.
      bytes.writeBytes(String.valueOf(value).getBytes());
    }
    return bytes.toByteArray();
  }

  private void damage() throws IOException {
    switch (table.damage()) {
      case HIDDEN_FILE -> {
        Files.writeString(folder.resolve("_notes"), "nothing\n");
        Files.writeString(folder.resolve(".DS_Store"), "nothing\n");
      }
      case FOREIGN_FILE -> Files.writeString(folder.resolve("notes.txt"), "nothing\n");
      case EMPTY_FILE -> Files.createFile(folder.resolve("empty" + extension()));
      case CUT -> cut();
      default -> {}
    }
  }

  /** A table of text has no end that could be missed; packed it has. */
  private void cut() throws IOException {
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> parts =
          files
              .filter(path -> path.toString().endsWith(extension()))
              .sorted()
              .collect(Collectors.toList());
      file = parts.get(parts.size() - 1);
    }
    byte[] bytes = Files.readAllBytes(file);
    if (table.format().isText()) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(bytes);
      }
      Files.delete(file);
      file = file.resolveSibling(file.getFileName() + ".gz");
      bytes = packed.toByteArray();
    }
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));
  }
}
