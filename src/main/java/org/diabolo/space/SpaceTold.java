package org.diabolo.space;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a bundle tells of how it came by its code space, where an earlier model's codes were aimed
 * at.
 *
 * @param champion version of the earlier model
 * @param degree how well the codes stand for the earlier ones on held-out rows; null where there
 *     are too few
 * @param comparable the least share of neighbours that codes of one space keep
 * @param aligned the map that leads to the earlier codes; null where none was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SpaceTold(String champion, Degree degree, double comparable, Aligned aligned) {
  /** What a bundle's provenance calls it. */
  public static final String MEMBER = "codes";

  /**
   * An affine map of codes.
   *
   * @param rows that it was fitted to
   * @param condition its condition number; where it is above {@link AffineMap#MOST_CONDITION}, the
   *     codes are as they were trained
   * @param folded whether it is folded into layers of the networks, and does not stand beside them
   */
  public record Aligned(int rows, double condition, boolean folded) {
    /**
     * Whether it can be undone.
     *
     * @return whether the condition number is no larger than {@link AffineMap#MOST_CONDITION}
     */
    public boolean leadsBack() {
      return condition <= AffineMap.MOST_CONDITION;
    }
  }
}
