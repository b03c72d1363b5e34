package org.diabolo.bench.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.diabolo.bench.BenchResult;
import org.diabolo.store.Folder;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodeBenchTest {
  private final SparkSession spark = LocalSpark.session();

  @Test
  void everyRowIsEncodedOnceAndTheSumIsThatOfOneThread(@TempDir Path folder) {
    List<String> progress = new ArrayList<>();
    Folder workspace = Folder.of(folder.toString(), new Configuration());

    BenchResult result = new EncodeBench(spark, 1000, 12, 6, 4, 1, progress::add).run(workspace);

    assertThat(progress).hasSize(2);
    assertThat(result.ratios().get("over_pca")).isPositive();
    EncodeBench.Found found = (EncodeBench.Found) result.rows().get(2);
    assertThat(found.rows()).isEqualTo(1000);
    assertThat(found.heapPeakMegabytes())
        .isGreaterThanOrEqualTo(found.heapBeforeMegabytes())
        .isLessThan(found.heapMaxMegabytes());
    assertThat(result.table()).contains("encode", "PCAModel.transform", "1,000 rows, each once");
    assertThat(spark.read().parquet(folder.resolve("components").toString()).count())
        .isEqualTo(1000);

    // One code more than there are rows, and the codes of another model.
    GeneratedRows rows = new GeneratedRows(1000, 12);
    String codes = folder.resolve("codes").toString();
    RandomModel model = RandomModel.of(rows, folder.toString(), 6, 4);
    spark.read().parquet(codes).limit(1).write().mode("append").parquet(codes);
    assertThatThrownBy(() -> Codes.check(spark, codes, rows, model.bundle()))
        .hasMessage(
            "rows, distinct keys, first and last are [1001, 1000, 0, 999] instead of"
                + " [1000, 1000, 0, 999]");
    String other = folder.resolve("components").toString();
    spark
        .read()
        .parquet(other)
        .selectExpr("id", "array(1F, 2F, 3F, 4F) code")
        .write()
        .parquet(folder.resolve("other").toString());
    assertThatThrownBy(
            () -> Codes.check(spark, folder.resolve("other").toString(), rows, model.bundle()))
        .hasMessageStartingWith("the sum of 4000 numbers is 10000 instead of ");
  }

  @Test
  void rowsLieNearAPlane() {
    GeneratedRows rows = new GeneratedRows(2, 32);
    assertThat(rows.of(0)).hasSize(32).isEqualTo(rows.of(0)).isNotEqualTo(rows.of(1));
    double[][] numbers = new double[1000][32];
    for (int i = 0; i < numbers.length; i++) {
      float[] row = rows.of(i);
      Arrays.setAll(numbers[i], j -> row[j]);
    }

    double[] variances =
        new EigenDecomposition(new Covariance(numbers).getCovarianceMatrix()).getRealEigenvalues();

    Arrays.sort(variances);
    double whole = Arrays.stream(variances).sum();
    double besideEightDimensions = Arrays.stream(variances, 0, 24).sum();
    // The noise: 0.1^2 / 12 for each of 24.
    assertThat(besideEightDimensions).isCloseTo(0.02, withinPercentage(10));
    assertThat(besideEightDimensions / whole).isLessThan(0.01);
  }
}
