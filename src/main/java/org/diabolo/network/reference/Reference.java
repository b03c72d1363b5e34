package org.diabolo.network.reference;

import java.util.List;

/**
 * How a model's held-out rows looked when it was trained: {@code reference.json} of a bundle.
 *
 * @param split the label of the rows' side: valid, or test where a job validates on none
 * @param rows that all figures are of, at least 1
 * @param input the whole input that the rows were taken from
 * @param errors of the rows; null of a model whose source is not its target, as rows that are
 *     encoded later need not have a target
 * @param codes of the rows
 * @param inputs what the source's cells hold, a figure each: see docs/drift.md
 */
public record Reference(
    String split,
    long rows,
    Input input,
    ErrorQuantiles errors,
    CodeMoments codes,
    List<Binned> inputs) {

  /**
   * Rows that were read.
   *
   * @param rows all of them, at least 1
   * @param rejected those that could not be used
   */
  public record Input(long rows, long rejected) {}
}
