package org.diabolo.submit;

import org.apache.spark.SparkConf;
import org.diabolo.job.InvalidJobException;

/** Of commands that may open no Spark: a driver that opens none is a failed one to YARN. */
public final class ClientMode {
  private static final String MODE = "spark.submit.deployMode";

  private ClientMode() {}

  /**
   * Refuses a driver on the cluster.
   *
   * @param command by its name
   * @param does what it does, in words
   * @throws InvalidJobException where spark-submit says cluster mode
   */
  public static void require(String command, String does) {
    if (new SparkConf().get(MODE, "client").equals("cluster")) {
      throw new InvalidJobException(
          "--deploy-mode cluster: allowed for " + command + ": client (" + does + ", here)");
    }
  }
}
