package org.diabolo.cluster;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * All of Fashion-MNIST in twenty files of 3,500 images, 3,000 of train and 500 of test, which come
 * to an input's folder and go.
 *
 * @param spark to read and write with
 * @param pool where all files are
 * @param input where those are that have come
 * @param keys that have ever come, as plain Spark reads them
 */
record FashionDays(SparkSession spark, Path pool, Path input, Set<String> keys) {
  private static final int FILES = 20;

  /** The label of an image that was changed. */
  static final String CHANGED = "changed";

  /**
   * @param images as {@code scripts/fetch-data} makes them
   * @param folder for what is in between
   */
  static FashionDays of(SparkSession spark, Path images, Path folder, Path input)
      throws IOException {
    Path slots = folder.resolve("slots");
    spark
        .read()
        .parquet(Fashion.uri(images))
        .withColumn("slot", expr("int(split(id, '-')[1]) % " + FILES))
        .repartition(FILES, col("slot"))
        .write()
        .partitionBy("slot")
        .parquet(Fashion.uri(slots));
    Path pool = Files.createDirectories(folder.resolve("pool"));
    for (int i = 0; i < FILES; i++) {
      Files.move(only(slots.resolve("slot=" + i)), pool.resolve(name(i)));
    }
    Files.createDirectories(input);
    return new FashionDays(spark, pool, input, new TreeSet<>());
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> parts = files.filter(file -> file.toString().endsWith(".parquet")).toList();
      if (parts.size() != 1) {
        throw new IOException(folder + " has " + parts);
      }
      return parts.get(0);
    }
  }

  private static String name(int file) {
    return String.format(Locale.ROOT, "images-%02d.parquet", file);
  }

  /** The name of the job that has these images. */
  String job() {
    return "fashion-autoencoder-full";
  }

  /** Files come. */
  void come(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      Files.copy(pool.resolve(name(i)), input.resolve(name(i)));
    }
    noteKeys();
  }

  /** Files come whose images are negatives, all of them, with labels as they were. */
  void comeInverted(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      Images images = Images.of(spark, pool.resolve(name(i)));
      images.rows().replaceAll(row -> negative(row, row.getAs("label")));
      write(images, input.resolve(name(i)));
    }
    noteKeys();
  }

  private void noteKeys() {
    spark.read().parquet(Fashion.uri(input)).select("id").collectAsList().stream()
        .map(row -> row.getString(0))
        .forEach(keys::add);
  }

  /** Files go. */
  void go(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      Files.delete(input.resolve(name(i)));
    }
  }

  /**
   * Turns every tenth image of a file into its negative, with another label.
   *
   * @return how many
   */
  int change(int file) throws IOException {
    Path place = input.resolve(name(file));
    Images images = Images.of(spark, place);
    int changed = 0;
    for (int i = 0; i < images.rows().size(); i += 10) {
      images.rows().set(i, negative(images.rows().get(i), CHANGED));
      changed++;
    }
    write(images, place);
    return changed;
  }

  private static Row negative(Row image, String label) {
    byte[] pixels = image.<byte[]>getAs("pixels").clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) ~pixels[i];
    }
    return RowFactory.create(image.getAs("id"), pixels, label, image.getAs("origin"));
  }

  /**
   * All images of a file.
   *
   * @param rows can be changed
   * @param columns of theirs
   */
  private record Images(List<Row> rows, StructType columns) {
    static Images of(SparkSession spark, Path file) {
      var images =
          spark.read().parquet(Fashion.uri(file)).select("id", "pixels", "label", "origin");
      return new Images(new ArrayList<>(images.collectAsList()), images.schema());
    }
  }

  private void write(Images images, Path file) throws IOException {
    Path written = pool.resolve("written");
    spark
        .createDataFrame(images.rows(), images.columns())
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(Fashion.uri(written));
    Files.move(only(written), file, StandardCopyOption.REPLACE_EXISTING);
  }
}
