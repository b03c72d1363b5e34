package org.diabolo.pipeline;

/**
 * What there is where a stage puts what it makes.
 *
 * @param kind of it
 * @param what is wrong with it, in words; empty where nothing is
 */
record Standing(Kind kind, String what) {
  /** In which state an output is. */
  enum Kind {
    NOTHING,
    /** Work that can be gone on with. */
    BEGUN,
    WHOLE,
    DAMAGED,
    /** Whole in itself, and not what the stage has made. */
    OTHER
  }

  static final Standing NOTHING = new Standing(Kind.NOTHING, "");
  static final Standing BEGUN = new Standing(Kind.BEGUN, "");
  static final Standing WHOLE = new Standing(Kind.WHOLE, "");

  static Standing damaged(String what) {
    return new Standing(Kind.DAMAGED, what);
  }

  static Standing other(String what) {
    return new Standing(Kind.OTHER, what);
  }
}
