import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Writes rows as a folder with nothing but Parquet files in it, named after the folder. */
final class ParquetFolder {
  private ParquetFolder() {}

  /** A schema of columns of text, none of which is ever null. */
  static StructType textColumns(String... names) {
    return columns(DataTypes.StringType, names);
  }

  /** A schema of columns of one type, none of which is ever null. */
  static StructType columns(DataType type, String... names) {
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(name, type, false);
    }
    return schema;
  }

  /**
   * Writes the rows in their order.
   *
   * @param into the folder to make
   * @param files how many Parquet files to make in it
   */
  static void write(List<Row> rows, StructType schema, Path into, int files) throws IOException {
    Path scratch = into.resolveSibling(into.getFileName() + ".spark");
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.log.level", "ERROR")
            .getOrCreate()) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      spark
          .createDataFrame(context.parallelize(rows, files), schema)
          .write()
          .option("compression", "zstd")
          .option("parquet.compression.codec.zstd.level", 19)
          .parquet(scratch.toString());
    }
    keepParquet(scratch, into);
  }

  /** Leaves Spark's checksums and markers behind, and its random file names. */
  private static void keepParquet(Path scratch, Path into) throws IOException {
    List<Path> parts = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(scratch, "part-*.parquet")) {
      stream.forEach(parts::add);
    }
    parts.sort(null);
    Files.createDirectory(into);
    for (int i = 0; i < parts.size(); i++) {
      String number = parts.size() == 1 ? "" : "-" + i;
      Files.move(parts.get(i), into.resolve(into.getFileName() + number + ".parquet"));
    }
  }
}
