package org.diabolo.average;

import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;

/** Gives Spark's jobs and stages names that a person can read, instead of lines of code. */
final class Described implements AutoCloseable {
  private final JavaSparkContext spark;

  Described(JavaSparkContext spark) {
    this.spark = spark;
  }

  <T> T as(String what, Supplier<T> work) {
    spark.setJobDescription(what);
    // A stage is named after the call site at which its RDD was made.
    spark.setCallSite(what);
    try {
      return work.get();
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    spark.setJobDescription(null);
    spark.clearCallSite();
  }
}
