package org.diabolo.cli;

import org.apache.spark.sql.SparkSession;

/** The root of all commands, which knows the session that a program gives to those that it runs. */
interface GivenSession {
  /**
   * @return null where each command opens, and closes, its own
   */
  SparkSession given();
}
