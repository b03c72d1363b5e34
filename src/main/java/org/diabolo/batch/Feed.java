package org.diabolo.batch;

import java.io.Serializable;

/**
 * How an input of a network, or what one of its outputs is compared with, is filled from prepared
 * rows.
 *
 * @param side of the rows that it is filled from
 * @param form that it takes
 * @param steps of a row in the forms {@link Form#STEPS} and {@link Form#WINDOW}, and in {@link
 *     Form#TOKENS} where every row is padded to as many; in {@link Form#OPTIONAL} the numbers of
 *     rows that have any; 0 elsewhere
 */
public record Feed(Side side, Form form, int steps) implements Serializable {

  /** What a row has numbers of. */
  public enum Side {
    /** What is encoded; see {@link Example#source}. */
    SOURCE,
    /** What is decoded; see {@link Example#target}. */
    TARGET,
    /** Where its code is to stay, if it has such a place; see {@link Example#anchor}. */
    ANCHOR
  }

  /** What becomes of a row's numbers. */
  public enum Form {
    /** As they are: one step. */
    FLAT,
    /** As many steps as the feed says, each of an equal share of the numbers. */
    STEPS,
    /**
     * The ids of the tokens, then the end; padded to the feed's steps or, where it has none, to the
     * longest row of the batch; masked.
     */
    TOKENS,
    /** The start, then the ids of the tokens: what a decoder is given at each step; masked. */
    PREVIOUS,
    /** The numbers 0, 1, 2 ... for the tokens and the end; masked. */
    POSITIONS,
    /**
     * The ids of the first tokens, as many as the feed says, padded where there are less; not
     * masked.
     */
    WINDOW,
    /** As they are where the row has any, zeros where it has none; masked row by row. */
    OPTIONAL
  }

  /**
   * @param side of the rows
   * @return its numbers as they are
   */
  public static Feed flat(Side side) {
    return new Feed(side, Form.FLAT, 0);
  }

  /**
   * @param side of the rows, which is text
   * @param form that needs no number of steps
   * @return the feed
   */
  public static Feed of(Side side, Form form) {
    return new Feed(side, form, 0);
  }

  /**
   * @param side of the rows, which is text
   * @param steps that every row is padded to, more than any row has tokens
   * @return the ids of all tokens, then the end
   */
  public static Feed padded(Side side, int steps) {
    return new Feed(side, Form.TOKENS, steps);
  }

  /**
   * @param side of the rows
   * @param steps that their numbers are cut into
   * @return equal shares of the numbers, one a step
   */
  public static Feed steps(Side side, int steps) {
    return new Feed(side, Form.STEPS, steps);
  }

  /**
   * @param side of the rows, which is text
   * @param tokens that are read
   * @return the ids of the first tokens
   */
  public static Feed window(Side side, int tokens) {
    return new Feed(side, Form.WINDOW, tokens);
  }

  /**
   * @param code numbers in a code
   * @return the anchors of the rows that have one
   */
  public static Feed anchor(int code) {
    return new Feed(Side.ANCHOR, Form.OPTIONAL, code);
  }

  /**
   * @return whether a mask tells what of a row is there
   */
  public boolean masked() {
    return switch (form) {
      case TOKENS, PREVIOUS, POSITIONS, OPTIONAL -> true;
      case FLAT, STEPS, WINDOW -> false;
    };
  }

  /**
   * @return whether batches of it are as long as their longest row
   */
  public boolean ragged() {
    return masked() && steps == 0;
  }
}
