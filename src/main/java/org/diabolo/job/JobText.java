package org.diabolo.job;

import java.time.LocalDate;

/**
 * A job file as it was read, from wherever it lies.
 *
 * @param name what errors call it: its path or URI as the user gave it
 * @param yaml its content
 * @param date that the job is for, which stands for its <code>${date}</code>; null for none
 */
public record JobText(String name, String yaml, LocalDate date) {
  /**
   * For no date.
   *
   * @param name what errors call it: its path or URI as the user gave it
   * @param yaml its content
   */
  public JobText(String name, String yaml) {
    this(name, yaml, null);
  }

  /**
   * @param day that the job is for; null for none
   * @return the same file
   */
  public JobText on(LocalDate day) {
    return new JobText(name, yaml, day);
  }
}
