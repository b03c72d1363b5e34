package org.diabolo.retrain.gate;

import org.diabolo.evaluate.PcaBaseline;
import org.diabolo.field.NumberField;

/**
 * Numbers without a network: in an autoencoder principal components, as many as the code has
 * numbers; else, or where there can be none, the train rows' mean.
 *
 * @param field the candidate's target
 * @param pca null for the mean
 * @param mean of the train rows, on the network's side
 */
record NumberBaseline(NumberField field, PcaBaseline pca, double[] mean)
    implements BaselineAnswers {

  @Override
  public String name() {
    return pca == null ? "mean" : "pca";
  }

  @Override
  public Object answer(Object source, Object target) {
    float[] back = new float[field.size()];
    if (pca == null) {
      for (int i = 0; i < back.length; i++) {
        back[i] = (float) mean[i];
      }
    } else {
      pca.reconstruct(field.toNetwork(target), back, 0);
    }
    return field.toRaw(back, 0);
  }
}
