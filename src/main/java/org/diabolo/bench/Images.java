package org.diabolo.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.Example;
import org.diabolo.field.ImageField;
import org.diabolo.rows.RawCell;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The rows that every bench trains on: images of 28 × 28, each its own target. */
final class Images {
  private static final ImageField FIELD = new ImageField(28, 28, 1);
  private static final int ONE_HELD_OUT_OF = 10;

  private Images() {}

  /**
   * @param session to read with
   * @param path Parquet with a column {@code pixels} of 784 bytes and a column {@code id}
   * @param partitions of the result
   */
  static JavaRDD<Example> read(SparkSession session, String path, int partitions) {
    return session
        .read()
        .parquet(path)
        .select("id", "pixels")
        .javaRDD()
        .map(
            row -> {
              float[] numbers = FIELD.toNetwork(RawCell.of(row, 1));
              return new Example(row.getString(0), numbers, numbers);
            })
        .repartition(partitions);
  }

  /** Just so many rows; where there are fewer, the same again under other keys. */
  static JavaRDD<Example> exactly(JavaRDD<Example> examples, long wanted) {
    long rows = examples.count();
    int times = Math.toIntExact((wanted + rows - 1) / rows);
    return examples
        .zipWithIndex()
        .flatMap(
            indexed -> {
              List<Example> copies = new ArrayList<>();
              for (long copy = 0; copy < times && copy * rows + indexed._2() < wanted; copy++) {
                Example one = indexed._1();
                copies.add(new Example(one.key() + "#" + copy, one.source(), one.target()));
              }
              return copies.iterator();
            });
  }

  /** Whether a row is kept from training: a tenth of all, by key. */
  static boolean heldOut(Example example) {
    CRC32 hash = new CRC32();
    hash.update(example.key().getBytes(StandardCharsets.UTF_8));
    return hash.getValue() % ONE_HELD_OUT_OF == 0;
  }

  /** Whole mini-batches, so that a peer need not make them. */
  static JavaRDD<DataSet> batches(JavaRDD<Example> examples, int batch) {
    return examples.mapPartitions(
        rows -> {
          List<DataSet> sets = new ArrayList<>();
          List<Example> next = new ArrayList<>();
          while (rows.hasNext()) {
            next.add(rows.next());
            if (next.size() == batch || !rows.hasNext()) {
              float[] flat = Chunk.of(0, next).source();
              long[] shape = {next.size(), FIELD.size()};
              sets.add(new DataSet(Nd4j.create(flat, shape, 'c'), Nd4j.create(flat, shape, 'c')));
              next.clear();
            }
          }
          return sets.iterator();
        });
  }
}
