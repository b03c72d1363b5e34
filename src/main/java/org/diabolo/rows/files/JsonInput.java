package org.diabolo.rows.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.CodecStreams;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.BadDataException;
import org.diabolo.rows.files.EachFile.Same;

/** JSON, a record a line unless the user's options say otherwise. */
final class JsonInput {
  private static final String MULTI_LINE = "multiLine";
  private static final String CORRUPT = "columnNameOfCorruptRecord";

  private final InputPath path;
  private final Wanted wanted;
  private final Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  JsonInput(InputPath path, Wanted wanted) {
    this.path = path;
    this.wanted = wanted;
    options.putAll(path.input().options());
  }

  /**
   * @return the rows
   * @throws BadDataException when no record is found where one is looked for
   */
  Dataset<Row> open() {
    requireText();
    if (several()) {
      requireOneValue();
    }
    Dataset<Row> rows = path.load(() -> path.reader(Map.of()));
    requireRecords(rows.schema());
    StructType typed = typed(rows.schema());
    return typed.equals(rows.schema())
        ? rows
        : path.load(() -> path.reader(Map.of()).schema(typed));
  }

  private StructType typed(StructType inferred) {
    StructType typed = new StructType();
    for (StructField field : inferred.fields()) {
      // Only what was taken for a single value: lists and structs stay what they are.
      boolean text =
          wanted.texts().contains(field.name()) && field.dataType() instanceof AtomicType;
      typed = typed.add(field.name(), text ? DataTypes.StringType : field.dataType());
    }
    return typed;
  }

  private boolean several() {
    return Boolean.parseBoolean(options.get(MULTI_LINE));
  }

  private void requireText() {
    for (Same<String> file : EachFile.of(path, JsonInput::other)) {
      if (!file.fact().isEmpty() && !path.ignoresUnreadable()) {
        throw path.wrong(file.fact());
      }
    }
  }

  private static String other(String file, Configuration hadoop) throws IOException {
    try (InputStream in = CodecStreams.createInputStream(hadoop, new Path(file))) {
      return FileKind.complaint(file, in).orElse("");
    } catch (EOFException | ZipException e) {
      // Cut or damaged in its packing, of which whoever reads it will tell.
      return "";
    }
  }

  /** Spark would read the first and say nothing of the others. */
  private void requireOneValue() {
    EachFile.of(path, JsonInput::hasMore).stream()
        .filter(Same::fact)
        .findFirst()
        .ifPresent(
            file -> {
              throw path.wrong(
                  file.path()
                      + " holds more than one JSON value, of which only the first would be read;"
                      + " where each line is a record leave "
                      + several(path)
                      + " out");
            });
  }

  private static String several(InputPath path) {
    return path.input().optionsKey() + ": {multiLine: true}";
  }

  private static boolean hasMore(String file, Configuration hadoop) throws IOException {
    try (InputStream in = CodecStreams.createInputStream(hadoop, new Path(file));
        JsonParser json = new JsonFactory().createParser(in)) {
      json.nextToken();
      json.skipChildren();
      return json.nextToken() != null;
    } catch (JsonParseException e) {
      // Spark's parser, which knows the user's options, is to judge that.
      return false;
    }
  }

  /** The column that Spark puts what is no record into, if there is any. */
  static String corrupt(InputPath path) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(path.input().options());
    return options.getOrDefault(
        CORRUPT, path.spark().conf().get("spark.sql." + CORRUPT, "_corrupt_record"));
  }

  /** A list over several lines, or a record over several, has no line that is a record. */
  private void requireRecords(StructType schema) {
    String corrupt = corrupt(path);
    List<String> names = Arrays.asList(schema.fieldNames());
    if (names.contains(corrupt) && wanted.columns().stream().noneMatch(names::contains)) {
      throw path.wrong(
          path.input().path()
              + (several()
                  ? " has no JSON record with the columns of this job; where each line is a record"
                      + " leave "
                      + several(path)
                      + " out"
                  : " has no line that is a JSON record with the columns of this job; where a"
                      + " record, or a list of them, goes over several lines say"
                      + " "
                      + several(path)));
    }
  }
}
