package org.diabolo.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.diabolo.batch.Example;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;

class PcaBaselineTest {
  private final SparkSession spark = LocalSpark.session();

  /** Three independent columns with far-off means: what PCA leaves is the smallest variances. */
  @Test
  void leavesTheVarianceOfTheComponentsThatAreLeftOut() {
    Random random = new Random(1);
    double[] deviations = {5, 2, 0.5};
    List<Example> rows = new ArrayList<>();
    double[] sum = new double[3];
    double[] squares = new double[3];
    int count = 4000;
    for (int i = 0; i < count; i++) {
      float[] row = new float[3];
      for (int j = 0; j < 3; j++) {
        row[j] = (float) (40 * j + deviations[j] * random.nextGaussian());
        sum[j] += row[j];
        squares[j] += (double) row[j] * row[j];
      }
      rows.add(new Example("k" + i, row, row));
    }
    double smallest = squares[2] / count - Math.pow(sum[2] / count, 2);
    JavaRDD<Example> examples =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, 3);

    PcaBaseline pca = PcaBaseline.fit(spark, examples, 3, 2);

    SquaredErrors errors =
        Reconstruction.errors(told(examples), null, () -> pca::reconstruct).all();
    // The columns' chance correlations move the components by about 1 / sqrt(count).
    assertThat(errors.mse()).isCloseTo(smallest / 3, within(0.01 * smallest));
    assertThat(errors.rows()).isEqualTo(count);
  }

  @Test
  void asManyComponentsAsColumnsGiveEverythingBack() {
    List<Example> rows = new ArrayList<>();
    Random random = new Random(2);
    for (int i = 0; i < 50; i++) {
      float[] row = {random.nextFloat(), random.nextFloat()};
      rows.add(new Example("k" + i, row, row));
    }
    JavaRDD<Example> examples =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, 2);
    PcaBaseline pca = PcaBaseline.fit(spark, examples, 2, 9);
    assertThat(Reconstruction.errors(told(examples), null, () -> pca::reconstruct).all().mse())
        .isLessThan(1e-12);
  }

  private static JavaRDD<Reconstruction.Told> told(JavaRDD<Example> examples) {
    return examples.map(example -> new Reconstruction.Told(example, null));
  }
}
