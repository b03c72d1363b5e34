/**
 * The job file: immutable records read from YAML, every default in one place.
 *
 * <p>{@link org.diabolo.job.JobFile} reads a file and its {@code --set} overrides; {@link
 * org.diabolo.job.JobSpec#read} checks the whole of it and reports all that is wrong at once, each
 * line with the key, the value found and what is allowed. Nothing here knows Spark or DL4J.
 */
package org.diabolo.job;
