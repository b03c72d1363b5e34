package org.diabolo.engine.fused;

import java.util.stream.Stream;
import org.diabolo.batch.Batch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole models, of text, images and vectors, with attention, norms and dropout. */
class ModelAllocationTest {
  /** Of the batches that are taken in turn, none is the largest in both ways but the first. */
  private static final int[][] SIZES = {{6, 5}, {2, 3}, {5, 1}, {6, 4}};

  static Stream<ModelGraph> models() {
    return Stream.concat(ModelGraphs.steady(), ModelGraphs.dropping());
  }

  @ParameterizedTest
  @MethodSource("models")
  void stepsAllocateNothing(ModelGraph model) {
    Data data = new Data(5);
    Allocations.check(model.graph(), step -> batch(model, data, SIZES[step]));
  }

  private static Batch batch(ModelGraph model, Data data, int[] size) {
    return model.batches().of(data, size[0], size[1]);
  }
}
