package org.diabolo.network;

import java.util.Objects;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.shape.OneHot;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Cross-entropy of labels that are a class's number each, smoothed: what is wanted of the label's
 * class is {@code 1 - s + s / K}, of each of the {@code K - 1} others {@code s / K} (Szegedy et al.
 * 2016, "Rethinking the Inception Architecture for Computer Vision", section 7). Labels are shaped
 * like those of {@link LossSparseMCXENT}; of a number that is no class's, nothing is wanted of any
 * class.
 */
public final class LossSmoothedSparseMCXENT extends LossSparseMCXENT {
  private static final long serialVersionUID = 1;
  private static final double CLIP = 1e-10;

  private final double smoothing;

  /**
   * @param smoothing s, from 0 (none) to less than 1
   */
  public LossSmoothedSparseMCXENT(double smoothing) {
    this(smoothing, CLIP, /* weights= */ null);
  }

  /**
   * @param smoothing s, from 0 (none) to less than 1
   * @param softmaxClipEps least probability in the score; 0 for none
   * @param weights of the classes, a row; null for ones
   * @throws IllegalArgumentException when the smoothing is out of range
   */
  @JsonCreator
  public LossSmoothedSparseMCXENT(
      @JsonProperty("smoothing") double smoothing,
      @JsonProperty("softmaxClipEps") double softmaxClipEps,
      @JsonProperty("weights") INDArray weights) {
    super(softmaxClipEps, weights);
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException("smoothing: " + smoothing + ", allowed: 0 <= s < 1");
    }
    this.smoothing = smoothing;
  }

  /**
   * @return the share of what is wanted that all classes get alike
   */
  public double getSmoothing() {
    return smoothing;
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray logits, IActivation function, INDArray mask, boolean average) {
    return dense().computeScore(wanted(labels, logits), logits, function, mask, average);
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray logits, IActivation function, INDArray mask) {
    return dense().computeScoreArray(wanted(labels, logits), logits, function, mask);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray logits, IActivation function, INDArray mask) {
    return dense().computeGradient(wanted(labels, logits), logits, function, mask);
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray logits, IActivation function, INDArray mask, boolean average) {
    INDArray wanted = wanted(labels, logits);
    return dense().computeGradientAndScore(wanted, logits, function, mask, average);
  }

  private LossMCXENT dense() {
    return new LossMCXENT(getSoftmaxClipEps(), getWeights());
  }

  private INDArray wanted(INDArray labels, INDArray logits) {
    if (labels.length() != logits.size(0)) {
      throw new IllegalArgumentException(
          labels.length() + " labels for " + logits.size(0) + " vectors; a number each is allowed");
    }
    int classes = (int) logits.size(-1);
    INDArray wanted = logits.ulike();
    Nd4j.exec(new OneHot(labels.reshape(labels.length()), wanted, classes));
    INDArray known = wanted.sum(true, 1);
    return wanted.muli(1 - smoothing).addiColumnVector(known.muli(smoothing / classes));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LossSmoothedSparseMCXENT smoothed
        && smoothed.smoothing == smoothing
        && super.equals(other);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), smoothing);
  }

  @Override
  public String toString() {
    return "LossSmoothedSparseMCXENT(smoothing="
        + smoothing
        + (getWeights() == null ? ")" : ", weights=" + getWeights() + ")");
  }
}
