/**
 * Raw rows as Spark reads them: opening an input, checking its columns against the job, and telling
 * good rows from bad ones. Preparing and encoding both read through here, so that a row is judged
 * alike in both.
 */
package org.diabolo.rows;
