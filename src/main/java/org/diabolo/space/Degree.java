package org.diabolo.space;

import java.util.Locale;

/**
 * How well one model's codes stand for another's.
 *
 * @param rows that it was measured on
 * @param neighboursKept of the ten nearest rows that the older model's code finds among its codes,
 *     the share that the newer model's code of the same row finds there too: 0 to 1, of chance 10 /
 *     {@code rows}
 * @param affineResidual share of the variance of the older model's codes that the best affine map
 *     from the newer model's leaves, as it is expected on other rows: 0 where nothing is left,
 *     about 1 where nothing is shared; null where there are hardly more rows than numbers in a code
 */
public record Degree(int rows, double neighboursKept, Double affineResidual) {

  /** For people: {@code of 10 nearest neighbours 7.75 are kept, ...}. */
  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "of %d nearest neighbours %.2f are kept",
            Neighbours.COUNT,
            Neighbours.COUNT * neighboursKept)
        + (affineResidual == null
            ? ""
            : String.format(
                Locale.ROOT,
                ", and an affine map leaves %.3g of the codes' variance",
                affineResidual))
        + " ("
        + rows
        + " rows)";
  }
}
