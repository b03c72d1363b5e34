package org.diabolo.retrain.gate;

import java.util.List;
import org.diabolo.evaluate.FieldTexts;
import org.diabolo.evaluate.text.Judged;
import org.diabolo.evaluate.text.TextMetric;
import org.diabolo.evaluate.text.TextMetrics;
import org.diabolo.field.TextField;
import org.diabolo.job.GateSpec.TextError;

/**
 * Errors of texts, in the form in which the candidate's field writes them: edits of characters out
 * of the reference's, or whether the text differs. A loss by tokens would compare what two
 * vocabularies call a token.
 */
final class TextMeasure implements Measure {
  private final FieldTexts texts;
  private final TextError error;
  private final TextMetric metric;

  TextMeasure(TextField field, TextError error) {
    this.texts = new FieldTexts(field);
    this.error = error;
    this.metric =
        TextMetrics.named(error == TextError.EXACT_MATCH ? "exact_match" : "character_error_rate")
            .orElseThrow();
  }

  @Override
  public String name() {
    return error == TextError.EXACT_MATCH ? "not_exact" : "character_error_rate";
  }

  @Override
  public Score of(Object right, Object answer) {
    if (answer == null) {
      return new Score(Double.NaN, 1);
    }
    double[] sums = new double[metric.width()];
    metric.add(
        new Judged(List.of(texts.of((String) answer)), List.of(texts.of((String) right))), sums, 0);
    long size = (long) sums[1];
    return error == TextError.EXACT_MATCH
        ? new Score(size - sums[0], size)
        : new Score(sums[0], size);
  }
}
