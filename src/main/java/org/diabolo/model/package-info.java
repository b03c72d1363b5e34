/**
 * A trained model in a plain JVM, see {@link org.diabolo.model.Model}: rows to codes, codes back,
 * rows to answers. Nothing here, or in the rooms that it uses, needs Spark.
 */
package org.diabolo.model;
