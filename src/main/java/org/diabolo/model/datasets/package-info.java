/** A trained model over Datasets, in the Spark session of whoever calls. */
package org.diabolo.model.datasets;
