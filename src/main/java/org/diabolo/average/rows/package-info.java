/** The rows of a training, in chunks that are cached at the executors that read them. */
package org.diabolo.average.rows;
