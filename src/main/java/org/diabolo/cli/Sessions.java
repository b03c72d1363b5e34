package org.diabolo.cli;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.diabolo.engine.fused.kernel.Blas;

/** Opens Spark with what Diabolo needs, where the user has not said otherwise. */
final class Sessions {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          // A round brings back one set of parameters a replica, which may be large.
          "spark.driver.maxResultSize", "0",
          // Trained parameters do not compress.
          "spark.broadcast.compress", "false",
          // A replica's chunks are cached at its home; elsewhere a task would fetch them.
          "spark.locality.wait", "1s",
          // Replicas are given to executors that are there at the start.
          "spark.scheduler.minRegisteredResourcesRatio", "1.0",
          // One thread of BLAS for each task slot.
          "spark.executorEnv.OMP_NUM_THREADS", "1",
          "spark.executorEnv.OPENBLAS_NUM_THREADS", "1");

  private static final String CORETYPE = "OPENBLAS_CORETYPE";

  private Sessions() {}

  /**
   * @param master the user's, or null for spark-submit's or local[*]
   */
  static SparkSession open(String name, String master) {
    SparkConf conf = new SparkConf();
    // spark-submit names an application by its class where the user gives no --name.
    String main = Diabolo.class.getName();
    if (conf.get("spark.app.name", main).equals(main)) {
      conf.setAppName(name);
    }
    if (master != null) {
      conf.setMaster(master);
    }
    conf.setIfMissing("spark.master", "local[*]");
    DEFAULTS.forEach(conf::setIfMissing);
    // What we shuffle and cache are records, which Kryo cannot read back.
    conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    // Keys and split columns are hashed as text, and a timestamp's text must not depend on where.
    conf.set("spark.sql.session.timeZone", "UTC");
    // Executors on other machines may have another processor than the driver.
    if (System.getenv(CORETYPE) != null && conf.get("spark.master").startsWith("local")) {
      conf.setIfMissing("spark.executorEnv." + CORETYPE, System.getenv(CORETYPE));
    }
    if (conf.get("spark.master").startsWith("local")) {
      conf.setIfMissing("spark.ui.enabled", "false");
    }
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    Blas.bind();
    return session;
  }
}
