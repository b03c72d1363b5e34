package org.diabolo.rows.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.BadDataException;
import org.diabolo.rows.files.EachFile.Same;

/**
 * CSV by RFC 4180, unless the user's options say otherwise. Columns are found by their names in
 * each file, whose first record has them. Spark itself takes the columns of all files for those of
 * the first, cuts records that are longer, and ends quotes with the line.
 */
final class CsvInput {
  private static final String HEADER = "header";
  private static final String MULTI_LINE = "multiLine";
  private static final Map<String, String> DEFAULTS =
      Map.of(
          HEADER,
          "true",
          "inferSchema",
          "true",
          "escape",
          "\"",
          // Where only some columns are parsed, records of too many fields are not told.
          "columnPruning",
          "false");

  private final InputPath path;
  private final Wanted wanted;
  private final Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  CsvInput(InputPath path, Wanted wanted) {
    this.path = path;
    this.wanted = wanted;
    options.putAll(DEFAULTS);
    options.putAll(path.input().options());
    options.put("columnNameOfCorruptRecord", MalformedRows.COLUMN);
  }

  /**
   * @return the rows, with {@link MalformedRows#COLUMN}
   * @throws BadDataException when a file is damaged or has not the columns that others have
   */
  Dataset<Row> open() {
    List<Same<CsvFile>> files = look();
    // Only then are files read whole: others can be read in pieces, by many tasks.
    options.putIfAbsent(
        MULTI_LINE, Boolean.toString(files.stream().anyMatch(f -> f.fact().breaks())));
    Map<List<String>, List<String>> byHeader = new LinkedHashMap<>();
    for (Same<CsvFile> file : files) {
      List<String> header = file.fact().header();
      if (header != null) {
        byHeader.computeIfAbsent(header, h -> new ArrayList<>()).addAll(file.paths());
      }
    }
    if (byHeader.isEmpty()) {
      throw NoRows.of(path.input());
    }
    if (named() && byHeader.size() > 1) {
      requireNames(byHeader);
      return byName(byHeader);
    }
    StructType schema = path.load(() -> path.reader(options)).schema();
    return path.load(() -> path.reader(options).schema(typed(schema, Map.of())));
  }

  private boolean named() {
    return Boolean.parseBoolean(options.get(HEADER));
  }

  private List<Same<CsvFile>> look() {
    // Also where the user says that there are line breaks within quotes: nothing else finds a quote
    // that is not closed.
    boolean scanned = !"false".equalsIgnoreCase(options.get(MULTI_LINE));
    Map<String, String> plain = new HashMap<>(options);
    String key = path.input().optionsKey();
    List<Same<CsvFile>> files =
        EachFile.of(path, (file, hadoop) -> CsvFile.look(file, plain, key, scanned, hadoop));
    for (Same<CsvFile> file : files) {
      CsvFile fact = file.fact();
      boolean left = fact.header() == null && path.ignoresUnreadable();
      if (fact.damage() != null && !left) {
        throw path.wrong(
            (fact.damage().startsWith(file.path())
                ? fact.damage()
                : file.path() + ": " + fact.damage()));
      }
      if (named() && fact.header() != null) {
        requireOnce(file);
      }
    }
    return files;
  }

  private void requireOnce(Same<CsvFile> file) {
    for (String column : wanted.columns()) {
      if (file.fact().header().stream().filter(column::equalsIgnoreCase).count() > 1) {
        throw path.wrong(
            file.path()
                + ": two columns are called "
                + column
                + " (capitals make no difference); give each a name of its own");
      }
    }
  }

  /** A file without a first line of names would lose its first row, and all others their names. */
  private void requireNames(Map<List<String>, List<String>> byHeader) {
    for (String column : wanted.columns()) {
      // A condition may name it with other capitals.
      boolean as = byHeader.keySet().stream().anyMatch(header -> header.contains(column));
      Predicate<List<String>> has =
          header ->
              as ? header.contains(column) : header.stream().anyMatch(column::equalsIgnoreCase);
      List<List<String>> with = byHeader.keySet().stream().filter(has).toList();
      for (Map.Entry<List<String>, List<String>> each : byHeader.entrySet()) {
        if (!with.isEmpty() && !has.test(each.getKey())) {
          throw path.wrong(
              each.getValue().get(0)
                  + " has no column "
                  + column
                  + ", which "
                  + byHeader.get(with.get(0)).get(0)
                  + " has; its first line, where the names stand, is "
                  + each.getKey().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
      }
    }
  }

  private Dataset<Row> byName(Map<List<String>, List<String>> byHeader) {
    Map<List<String>, StructType> schemas = new LinkedHashMap<>();
    byHeader.forEach(
        (header, files) ->
            schemas.put(header, path.load(() -> path.reader(options), files).schema()));
    Map<String, DataType> common = new HashMap<>();
    for (StructType schema : schemas.values()) {
      for (StructField field : schema.fields()) {
        common.merge(field.name(), field.dataType(), CommonTypes::orText);
      }
    }
    List<Dataset<Row>> parts = new ArrayList<>();
    schemas.forEach(
        (header, schema) ->
            parts.add(
                path.load(
                    () -> path.reader(options).schema(typed(schema, common)),
                    byHeader.get(header))));
    return parts.stream().reduce((a, b) -> a.unionByName(b, true)).orElseThrow();
  }

  /** With texts as they are written, and records that do not fit beside them. */
  private StructType typed(StructType schema, Map<String, DataType> common) {
    StructType typed = new StructType();
    for (StructField field : schema.fields()) {
      DataType type = common.getOrDefault(field.name(), field.dataType());
      boolean text =
          wanted.texts().contains(field.name())
              || wanted.numerals().contains(field.name()) && type instanceof DoubleType;
      typed = typed.add(field.name(), text ? DataTypes.StringType : type);
    }
    return typed.add(MalformedRows.COLUMN, DataTypes.StringType);
  }
}
