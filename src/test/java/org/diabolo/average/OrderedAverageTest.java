package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.diabolo.engine.ModelState;
import org.junit.jupiter.api.Test;

class OrderedAverageTest {
  private static RoundResult result(long examples, double lossSum, float parameter, float moment) {
    return new RoundResult(
        new ModelState(new float[] {parameter}, new float[] {moment}, 4), examples, lossSum, 1);
  }

  @Test
  void replicasWeighByTheirExamples() {
    OrderedAverage average = new OrderedAverage();
    average.add(0, result(30, 3, 1, 10));
    average.add(1, result(10, 5, 5, 2));

    assertThat(average.state(9).parameters()).containsExactly(2f);
    assertThat(average.state(9).updater()).containsExactly(8f);
    assertThat(average.state(9).iteration()).isEqualTo(9);
    assertThat(average.examples()).isEqualTo(40);
    assertThat(average.loss()).isEqualTo(0.2);
  }

  @Test
  void orderOfArrivalDoesNotChangeABit() {
    float[] values = {1e8f, 1.1f, -1e8f, 0.7f, 3e-5f};
    OrderedAverage inOrder = new OrderedAverage();
    OrderedAverage backwards = new OrderedAverage();
    for (int i = 0; i < values.length; i++) {
      int j = values.length - 1 - i;
      inOrder.add(i, result(i + 1, 0.1 * i, values[i], values[i]));
      backwards.add(j, result(j + 1, 0.1 * j, values[j], values[j]));
    }
    assertThat(backwards.state(1).parameters()).isEqualTo(inOrder.state(1).parameters());
    assertThat(backwards.loss()).isEqualTo(inOrder.loss());
  }

  @Test
  void missingResultIsNoticed() {
    OrderedAverage average = new OrderedAverage();
    average.add(1, result(1, 1, 1, 1));
    assertThatThrownBy(() -> average.state(1)).hasMessage("replica 0's result is missing");
  }
}
