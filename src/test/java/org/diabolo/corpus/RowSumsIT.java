package org.diabolo.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.diabolo.testing.LocalCluster;
import org.junit.jupiter.api.Test;

/** Tasks that run twice, on executors of their own JVMs, are summed once. */
class RowSumsIT {
  private static final int ROWS = 200;
  private static final StructType SCHEMA =
      new StructType()
          .add("split", DataTypes.StringType)
          .add("key", DataTypes.StringType)
          .add("source", DataTypes.createArrayType(DataTypes.FloatType));

  @Test
  void failedAttemptsAndLostExecutorsDoNotCount() throws Exception {
    try (JavaSparkContext spark =
        new JavaSparkContext(LocalCluster.conf("local-cluster[2,1,1024]"))) {
      SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
      List<Integer> numbers = IntStream.range(0, ROWS).boxed().toList();
      Dataset<Row> rows =
          session.createDataFrame(
              spark
                  .parallelize(numbers, 4)
                  .map(
                      i ->
                          RowFactory.create(
                              i % 4 == 0 ? "test" : "train", "r" + i, new float[] {i})),
              SCHEMA);
      RowSums undisturbed = RowSums.on(session);
      undisturbed.bySplit(rows).collectAsList();
      assertThat(undisturbed.splits().get("train").rows()).isEqualTo(150);
      assertThat(undisturbed.splits().get("test").rows()).isEqualTo(50);

      RowSums sums = RowSums.on(session);
      LongAccumulator naive = spark.sc().longAccumulator();
      JavaRDD<String> shuffled =
          sums.bySplit(rows)
              .map(
                  (MapFunction<Row, String>)
                      row -> {
                        naive.add(1);
                        return row.getString(1);
                      },
                  Encoders.STRING())
              .javaRDD()
              .mapPartitions(
                  keys -> {
                    List<String> all = new ArrayList<>();
                    keys.forEachRemaining(all::add);
                    if (TaskContext.get().attemptNumber() == 0) {
                      throw new IllegalStateException("a failure after the last row, on purpose");
                    }
                    return all.iterator();
                  })
              .repartition(3);
      assertThat(shuffled.count()).isEqualTo(ROWS);
      long once = naive.value();

      long pid = spark.parallelize(List.of(0), 1).map(i -> ProcessHandle.current().pid()).first();
      // Only ever a process of this test's own.
      ProcessHandle executor =
          ProcessHandle.current().descendants().filter(p -> p.pid() == pid).findAny().orElseThrow();
      assertThat(executor.destroyForcibly()).isTrue();
      executor.onExit().join();
      assertThat(shuffled.count()).isEqualTo(ROWS);

      assertThat(naive.value()).as("rows that came by").isGreaterThan(once);
      assertThat(sums.steady()).isTrue();
      assertThat(sums.splits()).isEqualTo(undisturbed.splits());
    }
  }
}
