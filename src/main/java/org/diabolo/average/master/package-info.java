/**
 * Diabolo's training behind DL4J's own Spark interface: a {@code TrainingMaster} for those who have
 * a {@code SparkDl4jMultiLayer} or a {@code SparkComputationGraph} and DL4J's data sets.
 */
package org.diabolo.average.master;
