package org.diabolo.architecture.planted.table;

import org.apache.spark.sql.SparkSession;

/** Knows Spark. */
record Leg(SparkSession session) {}
