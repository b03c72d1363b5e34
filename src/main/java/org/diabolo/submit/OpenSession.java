package org.diabolo.submit;

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
public record OpenSession(SparkSession spark, TaskWatch watch, Runnable whenDone)
    implements AutoCloseable {
  private static final String SERIALIZER = "spark.serializer";
  private static final String JAVA = "org.apache.spark.serializer.JavaSerializer";

  /**
   * One that was opened for the command, and is closed with it.
   *
   * @param spark the session
   * @return it, with a watch on its tasks
   */
  public static OpenSession own(SparkSession spark) {
    return new OpenSession(
        spark, TaskWatch.of(spark.sparkContext()), () -> StoppingErrors.during(spark::close));
  }

  /**
   * A session beside a program's own, on the same executors and with settings apart.
   *
   * @param given the program's
   * @return the other, whose end leaves the program's open
   * @throws InvalidJobException when the program's cannot be worked in
   */
  public static OpenSession within(SparkSession given) {
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

  /** Does what is owed. */
  @Override
  public void close() {
    whenDone.run();
  }
}
