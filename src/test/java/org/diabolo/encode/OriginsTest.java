package org.diabolo.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.batch.Feeds;
import org.diabolo.field.VectorField;
import org.diabolo.job.BadDataException;
import org.diabolo.network.Bundle;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;

class OriginsTest {
  /** Of the space that {@code job/one} began. */
  private static final Origins THIRD = new Origins(card("job/three", "job/one"));

  private static Bundle.Card card(String version, String space) {
    return new Bundle.Card(
        Bundle.FORMAT, version, space, VectorField.unscaled(1), null, 1, Feeds.FLAT, null);
  }

  /** By version and space. */
  private static Dataset<Row> codes(String... each) {
    StructType schema =
        new StructType()
            .add("model_version", DataTypes.StringType)
            .add("code_space", DataTypes.StringType);
    return LocalSpark.session()
        .createDataFrame(
            Arrays.stream(each)
                .map(one -> RowFactory.create((Object[]) one.split(" ")))
                .map(row -> row.size() == 2 ? row : RowFactory.create(row.get(0), null))
                .toList(),
            schema);
  }

  @Test
  void ownCodesAreReadWithoutAWord() {
    assertThat(THIRD.warnings(codes("job/three job/one", "job/three job/one"))).isEmpty();
    assertThat(new Origins(card("job/one", null)).warnings(codes("job/one"))).isEmpty();
    assertThat(THIRD.warnings(LocalSpark.session().range(3).toDF("id")))
        .as("of nobody knows whom")
        .isEmpty();
  }

  @Test
  void codesOfTheSameSpaceAreReadWithAWarning() {
    List<String> warnings =
        THIRD.warnings(codes("job/three job/one", "job/two job/one", "job/two job/one"));

    assertThat(warnings)
        .containsExactly(
            "codes by model job/two are decoded by job/three: both are of code space job/one, so what"
                + " comes back is near to what the other's decoder would give, and not the same");
  }

  @Test
  void rowsThatDoNotTellTheirSpaceAreOfTheirVersions() {
    // Of those that began the space, before there was the column.
    assertThat(THIRD.warnings(codes("job/one").drop("code_space")))
        .singleElement()
        .asString()
        .startsWith("codes by model job/one are decoded by job/three");
    assertThat(THIRD.warnings(codes("job/one", "job/three"))).hasSize(1);
    assertThatThrownBy(() -> THIRD.warnings(codes("job/two").drop("code_space")))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(
            "the encodings hold codes of code space job/two (by model job/two)");
  }

  @Test
  void codesOfAnotherSpaceAreRefused() {
    assertThatThrownBy(() -> THIRD.warnings(codes("job/three job/one", "job/2026-11-30 job/two")))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "the encodings hold codes of code space job/two (by model job/2026-11-30), and model"
                + " job/three is of code space job/one: its decoder cannot read them; decode them"
                + " with a model of their space (--run-id 2026-11-30), or encode their rows again"
                + " with this one");
  }

  /** A model that was trained again in its run, in a space of its own. */
  @Test
  void theVersionAloneDoesNotMakeThemComparable() {
    assertThatThrownBy(() -> THIRD.warnings(codes("job/three job/two")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("code space job/two (by model job/three)");
  }
}
