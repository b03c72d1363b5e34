package org.diabolo.codes;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.diabolo.encode.Made;
import org.diabolo.store.Folder;
import org.diabolo.store.OwnParquet;

/**
 * One folder of rows with codes, each key once.
 *
 * @param folder of the rows
 * @param made its files, and what they were made from
 * @param added keys in it that are in no set before
 * @param schema of the rows; nothing where the files are to tell
 */
record CodeSet(Folder folder, Made made, long added, Optional<StructType> schema) {
  /** A column that sets of older versions lack. */
  private static final String SPACE = "code_space";

  static CodeSet of(Lists lists, Part part) {
    StructType schema = (StructType) DataType.fromJson(part.schema().toString());
    return new CodeSet(lists.set(part), part.made(), part.added(), Optional.of(schema));
  }

  /** A run's encodings, which no list names. */
  static CodeSet alone(Folder folder, Made made) {
    return new CodeSet(folder, made, made.rows(), Optional.empty());
  }

  /** The rows, which tell their code space. */
  Dataset<Row> read(SparkSession spark) {
    Dataset<Row> rows =
        schema
            .map(OwnParquet.reader(spark)::schema)
            .orElseGet(() -> OwnParquet.reader(spark))
            .parquet(folder.path().toString());
    return List.of(rows.columns()).contains(SPACE)
        ? rows
        : rows.withColumn(SPACE, lit(made.from().codeSpace()));
  }
}
