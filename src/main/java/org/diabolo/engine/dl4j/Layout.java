package org.diabolo.engine.dl4j;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.diabolo.batch.Example;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** How the examples of DL4J's data sets lie in flat rows, and which shapes they have. */
public final class Layout implements Serializable {
  private final Side source;
  private final Side target;

  private Layout(Side source, Side target) {
    this.source = source;
    this.target = target;
  }

  /**
   * @param data some examples
   * @return the layout that fits them
   * @throws IllegalArgumentException when features or labels are missing
   */
  public static Layout of(MultiDataSet data) {
    return new Layout(
        Side.of(data.getFeatures(), data.getFeaturesMaskArrays(), "features"),
        Side.of(data.getLabels(), data.getLabelsMaskArrays(), "labels"));
  }

  /**
   * @param other of other examples
   * @return the layout that fits the examples of both; time series are padded to the longest
   * @throws IllegalArgumentException when they differ in more than the length of time series
   */
  public Layout merge(Layout other) {
    return new Layout(source.merge(other.source), target.merge(other.target));
  }

  /**
   * @param data examples that the layout fits
   * @param keys one an example
   * @return them as rows: source is features, their masks, and lengths where series are ragged;
   *     target the same of labels
   */
  public List<Example> examples(MultiDataSet data, List<String> keys) {
    float[][] sources = source.rows(data.getFeatures(), data.getFeaturesMaskArrays());
    float[][] targets = target.rows(data.getLabels(), data.getLabelsMaskArrays());
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < sources.length; i++) {
      examples.add(new Example(keys.get(i), sources[i], targets[i]));
    }
    return examples;
  }

  /**
   * @return whether an example is one vector of features and one of labels, without masks
   */
  public boolean isPlain() {
    return isVector(source) && isVector(target);
  }

  private static boolean isVector(Side side) {
    return side.arrays().size() == 1
        && side.arrays().get(0).shape().size() == 1
        && !side.arrays().get(0).masked();
  }

  /**
   * @return numbers in an example's source
   */
  public int sourceWidth() {
    return source.width();
  }

  /**
   * @return numbers in an example's target
   */
  public int targetWidth() {
    return target.width();
  }

  /**
   * @return arrays of features, and arrays of labels
   */
  public int[] ports() {
    return new int[] {source.arrays().size(), target.arrays().size()};
  }

  Side source() {
    return source;
  }

  Side target() {
    return target;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Layout layout
        && source.equals(layout.source)
        && target.equals(layout.target);
  }

  @Override
  public int hashCode() {
    return 31 * source.hashCode() + target.hashCode();
  }
}
