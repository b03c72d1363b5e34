package org.diabolo.job;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The numbers a key allows. */
enum Range {
  POSITIVE("a number above 0") {
    @Override
    boolean contains(double x) {
      return x > 0 && Double.isFinite(x);
    }

    @Override
    void bounds(ObjectNode schema) {
      schema.put("exclusiveMinimum", 0);
    }
  },
  NOT_NEGATIVE("a number of at least 0") {
    @Override
    boolean contains(double x) {
      return x >= 0 && Double.isFinite(x);
    }

    @Override
    void bounds(ObjectNode schema) {
      schema.put("minimum", 0);
    }
  },
  FRACTION("a fraction from 0 to 1") {
    @Override
    boolean contains(double x) {
      return x >= 0 && x <= 1;
    }

    @Override
    void bounds(ObjectNode schema) {
      schema.put("minimum", 0).put("maximum", 1);
    }
  },
  POSITIVE_FRACTION("a fraction above 0 to 1") {
    @Override
    boolean contains(double x) {
      return x > 0 && x <= 1;
    }

    @Override
    void bounds(ObjectNode schema) {
      schema.put("exclusiveMinimum", 0).put("maximum", 1);
    }
  },
  OPEN_FRACTION("a fraction above 0 and below 1") {
    @Override
    boolean contains(double x) {
      return x > 0 && x < 1;
    }

    @Override
    void bounds(ObjectNode schema) {
      schema.put("exclusiveMinimum", 0).put("exclusiveMaximum", 1);
    }
  },
  BELOW_ONE("a fraction from 0 to below 1") {
    @Override
    boolean contains(double x) {
      return x >= 0 && x < 1;
    }

    @Override
    void bounds(ObjectNode schema) {
      schema.put("minimum", 0).put("exclusiveMaximum", 1);
    }
  };

  private final String text;

  Range(String text) {
    this.text = text;
  }

  abstract boolean contains(double x);

  /** Says so in JSON Schema. */
  abstract void bounds(ObjectNode schema);

  @Override
  public String toString() {
    return text;
  }
}
