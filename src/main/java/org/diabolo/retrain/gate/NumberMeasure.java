package org.diabolo.retrain.gate;

import java.util.Arrays;
import org.diabolo.field.NumberField;

/**
 * Errors of numbers as the share of the variance that they leave unexplained: squared misses in the
 * input's units over those of the train rows' mean, each column in the units in which the
 * candidate's field scales it. So of standardised columns all count alike, and of others, which
 * share a unit (pixels; {@code scale: none}), those count most that vary most; a column that hardly
 * varies would else outweigh all others. 0 is all right, 1 as good as the mean. Columns that are
 * constant in train are passed over.
 */
final class NumberMeasure implements Measure {
  private final double[] scales;
  private final double variance;

  /**
   * @param field the candidate's
   * @param spread of its train rows
   */
  NumberMeasure(NumberField field, Spreads spread) {
    this.scales = field.scales();
    double[] variances = spread.variances();
    this.variance = Arrays.stream(variances).sum();
  }

  @Override
  public String name() {
    return "unexplained";
  }

  @Override
  public Score of(Object right, Object answer) {
    double[] raw = RawNumbers.of(right);
    double[] back = (double[]) answer;
    double error = 0;
    for (int i = 0; i < raw.length; i++) {
      if (scales[i] > 0) {
        double miss = (raw[i] - back[i]) / scales[i];
        error += miss * miss;
      }
    }
    // Of rows that do not vary every miss is one too many, and none is none.
    return new Score(error == 0 ? 0 : error / variance, 1);
  }
}
