package org.diabolo.rows.files;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.BadDataException;
import org.diabolo.rows.files.EachFile.Same;
import org.diabolo.spark.ColumnNames;

/**
 * Parquet files, of which each says what it holds. Spark itself takes one file's columns for those
 * of all, and reads none where one column is of a type that it has not.
 */
final class ParquetInput {
  /** Whoever wrote checksums with the pages is taken at his word. */
  private static final Map<String, String> DEFAULTS =
      Map.of("parquet.page.verify-checksum.enabled", "true");

  private final InputPath path;
  private final Wanted wanted;
  private final Map<String, Agreed> columns = new LinkedHashMap<>();
  // As a column is called where it is first seen: Spark finds Id by id.
  private final Map<String, String> names;

  /**
   * @param type of a column in all files
   * @param from the file that decided it
   */
  private record Agreed(DataType type, String from) {}

  /**
   * @param file one of them
   * @param schema with the types that its wanted columns have in it
   * @param paths of all files that are like it
   */
  private record Alike(Same<ParquetFile> file, StructType schema, List<String> paths) {}

  ParquetInput(InputPath path, Wanted wanted) {
    this.path = path;
    this.wanted = wanted;
    this.names =
        Boolean.parseBoolean(path.spark().conf().get("spark.sql.caseSensitive"))
            ? new TreeMap<>()
            : new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }

  /**
   * @return the rows
   * @throws BadDataException when a file is damaged, or a column that the job names cannot be read
   */
  Dataset<Row> open() {
    ParquetTypes types = ParquetTypes.of(path.spark().conf());
    List<Same<ParquetFile>> files =
        EachFile.of(path, (file, conf) -> ParquetFile.look(file, types, conf));
    if (path.ignoresUnreadable()) {
      files = files.stream().filter(file -> file.fact().damage() == null).toList();
    }
    if (files.isEmpty()) {
      throw NoRows.of(path.input());
    }
    files.forEach(this::requireReadable);
    files.forEach(file -> schema(file).forEach((name, type) -> agree(file.path(), name, type)));
    Map<String, Alike> alike = new TreeMap<>();
    for (Same<ParquetFile> file : files) {
      StructType own = own(schema(file));
      alike
          .computeIfAbsent(
              file.fact().rewritten() + own.json(), key -> new Alike(file, own, new ArrayList<>()))
          .paths()
          .addAll(file.paths());
    }
    Alike first = alike.values().iterator().next();
    if (alike.size() == 1 && !first.file.fact().rewritten()) {
      return path.load(() -> path.reader(DEFAULTS).schema(first.schema));
    }
    return alike.values().stream().map(this::load).reduce(Dataset::unionByName).orElseThrow();
  }

  private void requireReadable(Same<ParquetFile> file) {
    if (file.fact().damage() != null) {
      throw path.wrong(
          file.fact().damage().startsWith(file.path())
              ? file.fact().damage()
              : file.path() + " is damaged: " + file.fact().damage());
    }
    file.fact()
        .unreadable()
        .forEach(
            (column, type) -> {
              if (wanted.concerns(column)) {
                throw path.wrong(
                    "in "
                        + file.path()
                        + " the column "
                        + column
                        + " is of type "
                        + type
                        + ", which Spark cannot read; "
                        + wayOut(type));
              }
            });
    file.fact()
        .codecs()
        .forEach(
            (column, codec) -> {
              if (wanted.concerns(column)) {
                throw path.wrong(
                    file.path()
                        + " is compressed with "
                        + codec
                        + ", for which Spark has no code here; write it with zstd, snappy or gzip");
              }
            });
  }

  private static String wayOut(String type) {
    if (type.contains("NANOS")) {
      return "write it in microseconds, as in pandas with to_parquet(...,"
          + " coerce_timestamps=\"us\", allow_truncated_timestamps=True), in DuckDB with"
          + " ::TIMESTAMP";
    }
    if (type.contains("FLOAT16")) {
      return "write it as float, as in pandas with astype(\"float32\"), in DuckDB with ::FLOAT";
    }
    return type.contains("UUID")
        ? "write it as text, as in pandas with astype(str), in DuckDB with ::VARCHAR"
        : "write it as a number or as text";
  }

  private Map<String, DataType> schema(Same<ParquetFile> file) {
    Map<String, DataType> types = new LinkedHashMap<>();
    for (StructField field : ((StructType) DataType.fromJson(file.fact().schema())).fields()) {
      String name = names.computeIfAbsent(field.name(), first -> first);
      if (types.put(name, field.dataType()) != null && wanted.concerns(name)) {
        throw path.wrong(
            file.path()
                + ": two columns are called "
                + name
                + " (capitals make no difference); give each a name of its own");
      }
    }
    return types;
  }

  private void agree(String file, String column, DataType type) {
    Agreed before = columns.putIfAbsent(column, new Agreed(type, file));
    if (before == null || !wanted.concerns(column)) {
      return;
    }
    Optional<DataType> both =
        wanted.numbers().contains(column)
            ? CommonTypes.ofNumbers(before.type, type)
            : CommonTypes.ofTexts(before.type, type);
    if (both.isEmpty()) {
      throw path.wrong(
          "the column "
              + column
              + " is of type "
              + type.simpleString()
              + " in "
              + file
              + " and "
              + before.type.simpleString()
              + " in "
              + before.from
              + "; write them alike");
    }
    if (!CommonTypes.same(both.get(), before.type)) {
      columns.put(column, new Agreed(both.get(), file));
    }
  }

  /** All columns of the input; those that the job names with the types that they have here. */
  private StructType own(Map<String, DataType> here) {
    StructType own = new StructType();
    for (Map.Entry<String, Agreed> column : columns.entrySet()) {
      DataType agreed = column.getValue().type;
      DataType type = here.getOrDefault(column.getKey(), agreed);
      boolean same = !wanted.concerns(column.getKey()) || CommonTypes.same(type, agreed);
      own = own.add(column.getKey(), same ? agreed : type);
    }
    return own;
  }

  private Dataset<Row> load(Alike alike) {
    if (!alike.file.fact().rewritten()) {
      return agreed(path.load(() -> path.reader(DEFAULTS).schema(alike.schema), alike.paths));
    }
    String setting = PlainFooters.setting(new Path(alike.file.path()).toUri());
    return agreed(
        path.load(
            () ->
                path.reader(DEFAULTS)
                    .option(setting, PlainFooters.class.getName())
                    .schema(alike.schema),
            alike.paths,
            PlainFooters::path));
  }

  private Dataset<Row> agreed(Dataset<Row> own) {
    List<Column> cast = new ArrayList<>();
    for (StructField field : own.schema().fields()) {
      Agreed agreed = columns.get(field.name());
      Column column = col(ColumnNames.quoted(field.name()));
      boolean same = agreed == null || CommonTypes.same(agreed.type, field.dataType());
      cast.add(same ? column : column.cast(agreed.type).as(field.name()));
    }
    return own.select(cast.toArray(Column[]::new));
  }
}
