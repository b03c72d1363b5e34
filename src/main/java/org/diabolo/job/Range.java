package org.diabolo.job;

/** The numbers a key allows. */
enum Range {
  POSITIVE("a number above 0") {
    @Override
    boolean contains(double x) {
      return x > 0 && Double.isFinite(x);
    }
  },
  NOT_NEGATIVE("a number of at least 0") {
    @Override
    boolean contains(double x) {
      return x >= 0 && Double.isFinite(x);
    }
  },
  FRACTION("a fraction from 0 to 1") {
    @Override
    boolean contains(double x) {
      return x >= 0 && x <= 1;
    }
  },
  OPEN_FRACTION("a fraction above 0 and below 1") {
    @Override
    boolean contains(double x) {
      return x > 0 && x < 1;
    }
  },
  BELOW_ONE("a fraction from 0 to below 1") {
    @Override
    boolean contains(double x) {
      return x >= 0 && x < 1;
    }
  };

  private final String text;

  Range(String text) {
    this.text = text;
  }

  abstract boolean contains(double x);

  @Override
  public String toString() {
    return text;
  }
}
