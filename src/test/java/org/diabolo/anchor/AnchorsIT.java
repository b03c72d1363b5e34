package org.diabolo.anchor;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.corpus.Split;
import org.diabolo.engine.select.OpenNetwork;
import org.diabolo.model.Model;
import org.diabolo.model.datasets.DatasetModel;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleReader;
import org.diabolo.testing.LocalCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What executors in JVMs of their own compute by a trained model is what this process does. */
class AnchorsIT {
  private static final Path NUMBERS = Path.of("src/test/resources/bundles/format-2/numbers");

  private static JavaSparkContext spark;
  private static SparkSession session;

  @TempDir Path base;

  @BeforeAll
  static void open() throws Exception {
    spark = new JavaSparkContext(LocalCluster.conf("local-cluster[2,1,1024]"));
    session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  @Test
  void anchorsHaveTheSameBits() throws Exception {
    session.conf().set("spark.sql.files.maxPartitionBytes", "2048");
    AnchoredNames names = new AnchoredNames(session, base);

    Map<String, float[]> found = names.anchors(anchors -> assertThat(anchors.hold()).isTrue());

    assertThat(found).hasSize((int) names.corpus().rows(Split.TRAIN));
    found.forEach((key, code) -> assertThat(code).as(key).isEqualTo(names.code(key)));
  }

  @Test
  void codesOfDatasetsHaveTheSameBits() {
    Dataset<Row> rows =
        session
            .range(0, 40, 1, 2)
            .select(col("id"), array(col("id"), lit(2), lit(3), lit(4), lit(5)).as("x"));

    List<Row> found =
        DatasetModel.load(session, NUMBERS.toString()).encode(rows, "x").collectAsList();

    Model model = Model.load(NUMBERS);
    assertThat(found).hasSize(40);
    for (Row row : found) {
      float[] code = model.encode(new double[] {row.getLong(0), 2, 3, 4, 5});
      assertThat(row.<Float>getList(2)).containsExactly(code[0], code[1]);
    }
  }

  @Test
  void aNetworkIsOpenedOnceInAnExecutorWhoeverBringsIt() {
    Bundle bundle = BundleReader.of(NUMBERS).load();
    // As two commands that follow each other, the second of which read the bundle anew.
    Broadcast<Bundle.Parts> first = spark.broadcast(bundle.parts());
    Broadcast<Bundle.Parts> second = spark.broadcast(BundleReader.of(NUMBERS).load().parts());
    List<Integer> tasks = IntStream.range(0, 8).boxed().toList();

    List<String> opened =
        spark.parallelize(tasks, tasks.size()).map(where(List.of(first, second))).collect();

    long executors =
        opened.stream().map(one -> one.substring(0, one.indexOf(':'))).distinct().count();
    assertThat(opened.stream().distinct()).as("%s", opened).hasSize((int) executors);
    assertThat(executors).isEqualTo(2);
  }

  /** The executor, and which object the network is there; turns are taken by who brings it. */
  private static Function<Integer, String> where(List<Broadcast<Bundle.Parts>> brought) {
    return task -> {
      byte[] zip = brought.get(task / 2 % 2).value().encoder();
      return SparkEnv.get().executorId() + ":" + System.identityHashCode(OpenNetwork.of(zip));
    };
  }
}
