package org.diabolo.rows.files;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.Format;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.spark.ColumnNames;

/** Opens files of every format. */
public final class Inputs {
  private Inputs() {}

  /**
   * @param path where they are
   * @param wanted of their columns
   * @return the rows for which the input's condition holds, not yet read; fields of structs that
   *     are wanted are columns of their own
   * @throws BadDataException when a file is not what it should be
   * @throws org.diabolo.job.InvalidJobException when the condition is none on these columns
   */
  public static Dataset<Row> open(InputPath path, Wanted wanted) {
    return FolderNames.asTexts(
        path.spark(), () -> where(path, withFields(rows(path, wanted), wanted), wanted));
  }

  /**
   * @param input of a job
   * @return the columns that the input's condition is about
   */
  public static Set<String> conditional(InputSpec input) {
    return Where.of(input).map(Where::columns).orElse(Set.of());
  }

  private static Dataset<Row> where(InputPath path, Dataset<Row> rows, Wanted wanted) {
    return Where.of(path.input())
        .map(
            where ->
                new RowCondition(where, rows, wanted.numerals())
                    .filter(malformed(path, rows.schema())))
        .orElse(rows);
  }

  private static Optional<String> malformed(InputPath path, StructType schema) {
    String name =
        path.input().format() == Format.JSON ? JsonInput.corrupt(path) : MalformedRows.COLUMN;
    return Optional.of(name).filter(List.of(schema.fieldNames())::contains);
  }

  private static Dataset<Row> rows(InputPath path, Wanted wanted) {
    return switch (path.input().format()) {
      case CSV -> new CsvInput(path, wanted).open();
      case JSON -> new JsonInput(path, wanted).open();
      case PARQUET -> new ParquetInput(path, wanted).open();
      case ORC -> loaded(path);
      case BINARYFILE -> EveryFile.of(loaded(path));
    };
  }

  private static Dataset<Row> loaded(InputPath path) {
    path.require(path.list());
    return path.load(() -> path.reader(Map.of()));
  }

  private static Dataset<Row> withFields(Dataset<Row> rows, Wanted wanted) {
    List<String> present = Arrays.asList(rows.schema().fieldNames());
    List<Column> columns = new ArrayList<>(List.of(col("*")));
    for (String name : wanted.columns()) {
      if (!present.contains(name)) {
        Column field = field(rows.schema(), name, null);
        if (field != null) {
          columns.add(field.as(name));
        }
      }
    }
    return columns.size() == 1 ? rows : rows.select(columns.toArray(Column[]::new));
  }

  /**
   * @param within what the struct's fields are fields of; null for columns
   * @return the field at the end of a path of names with dots between, which names may have too;
   *     null where there is none
   */
  private static Column field(StructType struct, String path, Column within) {
    List<String> names = Arrays.asList(struct.fieldNames());
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      String name = path.substring(0, dot);
      String rest = path.substring(dot + 1);
      if (names.contains(name)) {
        DataType type = struct.apply(name).dataType();
        Column here = within == null ? col(ColumnNames.quoted(name)) : within.getField(name);
        if (type instanceof StructType inner) {
          Column found =
              Arrays.asList(inner.fieldNames()).contains(rest)
                  ? here.getField(rest)
                  : field(inner, rest, here);
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }
}
