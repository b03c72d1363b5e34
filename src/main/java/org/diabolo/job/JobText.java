package org.diabolo.job;

/**
 * A job file as it was read, from wherever it lies.
 *
 * @param name what errors call it: its path or URI as the user gave it
 * @param yaml its content
 */
public record JobText(String name, String yaml) {}
