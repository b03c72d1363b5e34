package org.diabolo.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.diabolo.batch.Example;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Data sets laid flat, and put together again as DL4J would have merged them. */
class LayoutTest {
  @Test
  void examplesAreArraysThenMasksThenLengths() {
    // Two series of two numbers a step, of one step and of three.
    MultiDataSet one = series(new float[][] {{1}, {2}});
    MultiDataSet three = series(new float[][] {{3, 4, 5}, {6, 7, 8}});
    Layout layout = Layout.of(one).merge(Layout.of(three));

    Example shorter = layout.examples(one, List.of("a")).get(0);
    Example longer = layout.examples(three, List.of("b")).get(0);

    assertThat(shorter.key()).isEqualTo("a");
    assertThat(shorter.source()).containsExactly(1, 0, 0, 2, 0, 0, 1, 0, 0, 1);
    assertThat(longer.source()).containsExactly(3, 4, 5, 6, 7, 8, 1, 1, 1, 3);
    assertThat(shorter.target()).containsExactly(9);
    assertThat(layout.isPlain()).isFalse();
    assertThat(layout.sourceWidth()).isEqualTo(10);
    assertThat(layout.targetWidth()).isEqualTo(1);
  }

  @Test
  void filledArraysAreWhatDl4jMerges() {
    DataSet one = dataSet(new float[][] {{1}, {2}}, null);
    DataSet two = dataSet(new float[][] {{3, 4}, {5, 6}}, Nd4j.create(new float[][] {{0, 1}}));
    DataSet four = dataSet(new float[][] {{1, 2, 3, 4}, {5, 6, 7, 8}}, null);
    Layout layout =
        Layout.of(one.toMultiDataSet())
            .merge(Layout.of(two.toMultiDataSet()))
            .merge(Layout.of(four.toMultiDataSet()));
    float[] rows = new float[2 * layout.sourceWidth()];
    copy(layout, one, rows, 0);
    copy(layout, two, rows, 1);

    SideArrays.Filled filled = new SideArrays(layout.source()).fill(rows, 2);

    DataSet merged = DataSet.merge(List.of(one, two));
    assertThat(filled.arrays()[0]).isEqualTo(merged.getFeatures());
    assertThat(filled.masks()[0]).isEqualTo(merged.getFeaturesMaskArray());
  }

  private static void copy(Layout layout, DataSet set, float[] rows, int row) {
    float[] source = layout.examples(set.toMultiDataSet(), List.of("k")).get(0).source();
    System.arraycopy(source, 0, rows, row * source.length, source.length);
  }

  @Test
  void strangeStridesAndTypesAreRead() {
    INDArray features = Nd4j.create(new float[][] {{1, 2}, {3, 4}, {5, 6}}).transpose();
    INDArray labels = Nd4j.createFromArray(new int[][] {{7}, {8}});
    MultiDataSet set = new DataSet(features, labels).toMultiDataSet();

    List<Example> examples = Layout.of(set).examples(set, List.of("a", "b"));

    assertThat(examples.get(0).source()).containsExactly(1, 3, 5);
    assertThat(examples.get(1).source()).containsExactly(2, 4, 6);
    assertThat(examples.get(1).target()).containsExactly(8);
    assertThat(Layout.of(set).isPlain()).isTrue();
  }

  @Test
  void orderOfMergingDoesNotMatter() {
    List<Layout> layouts =
        List.of(
            Layout.of(series(new float[][] {{1}, {2}})),
            Layout.of(dataSet(new float[][] {{3, 4}, {5, 6}}, Nd4j.ones(1, 2)).toMultiDataSet()),
            Layout.of(series(new float[][] {{1, 2, 3}, {5, 6, 7}})));
    Layout forwards = layouts.get(0).merge(layouts.get(1)).merge(layouts.get(2));
    Layout backwards = layouts.get(2).merge(layouts.get(1)).merge(layouts.get(0));

    assertThat(forwards.sourceWidth()).isEqualTo(backwards.sourceWidth()).isEqualTo(6 + 3 + 1);
    assertThat(forwards).isEqualTo(backwards).hasSameHashCodeAs(backwards);
  }

  @Test
  void examplesOfDifferentSizesAreRefused() {
    Layout two = Layout.of(series(new float[][] {{1}, {2}}));
    Layout three = Layout.of(series(new float[][] {{1}, {2}, {3}}));

    assertThatThrownBy(() -> two.merge(three))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "examples with arrays of shapes [2, 1] and [3, 1], allowed: one shape");
    Layout vector = Layout.of(new DataSet(Nd4j.ones(1, 2), Nd4j.ones(1, 1)).toMultiDataSet());
    Layout longer = Layout.of(new DataSet(Nd4j.ones(1, 3), Nd4j.ones(1, 1)).toMultiDataSet());
    assertThatThrownBy(() -> vector.merge(longer)).hasMessageContaining("shapes [2] and [3]");
  }

  @Test
  void missingLabelsAreSaid() {
    MultiDataSet unlabelled =
        new org.nd4j.linalg.dataset.MultiDataSet(new INDArray[] {Nd4j.ones(1, 2)}, null);

    assertThatThrownBy(() -> Layout.of(unlabelled))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a data set without labels");
  }

  private static MultiDataSet series(float[][] numbers) {
    return dataSet(numbers, null).toMultiDataSet();
  }

  private static DataSet dataSet(float[][] numbers, INDArray mask) {
    INDArray features = Nd4j.create(new float[][][] {numbers});
    return new DataSet(features, Nd4j.create(new float[][] {{9}}), mask, null);
  }
}
