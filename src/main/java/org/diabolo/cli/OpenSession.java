package org.diabolo.cli;

import org.apache.spark.sql.SparkSession;
import org.diabolo.engine.natives.SparkMl;
import org.diabolo.job.InvalidJobException;

/**
 * The session that a command works in.
 *
 * @param spark to work with
 * @param watch on its tasks
 * @param whenDone what is owed to it at the end
 */
record OpenSession(SparkSession spark, TaskWatch watch, Runnable whenDone)
    implements AutoCloseable {
  private static final String SERIALIZER = "spark.serializer";
  private static final String JAVA = "org.apache.spark.serializer.JavaSerializer";

  /** One that was opened for the command, and is closed with it. */
  static OpenSession own(SparkSession spark) {
    return new OpenSession(
        spark, TaskWatch.of(spark.sparkContext()), () -> StoppingErrors.during(spark::close));
  }

  /**
   * A session beside a program's own, on the same executors and with settings apart.
   *
   * @throws InvalidJobException when the program's cannot be worked in
   */
  static OpenSession within(SparkSession given) {
    String serializer = given.sparkContext().getConf().get(SERIALIZER, JAVA);
    if (!serializer.equals(JAVA)) {
      throw new InvalidJobException(
          SERIALIZER + ": this session has " + serializer + ", Diabolo needs " + JAVA);
    }
    SparkSession spark = given.newSession();
    Sessions.settings(spark.conf()::contains).forEach(spark.conf()::set);
    SparkMl.check();
    TaskWatch watch = TaskWatch.of(spark.sparkContext());
    return new OpenSession(spark, watch, () -> spark.sparkContext().removeSparkListener(watch));
  }

  @Override
  public void close() {
    whenDone.run();
  }
}
