package org.diabolo.job;

import java.util.List;
import java.util.function.Function;

/**
 * What another room knows to be wrong with a job, so that a user sees it along with all the rest.
 *
 * @param needs keys that it looks at: where something is wrong with one of them, its value is a
 *     stand-in, and the job is not looked at; {@link #ALL} where that takes long
 * @param problems a line each, which begins with the key and a colon
 */
public record JobCheck(List<String> needs, Function<JobSpec, List<String>> problems) {

  /** Whatever is wrong, the job is not looked at. */
  public static final String ALL = "";

  void check(JobSpec spec, Problems found) {
    if (needs.stream().anyMatch(found::about)) {
      return;
    }
    for (String line : problems.apply(spec)) {
      int colon = line.indexOf(": ");
      found.add(line.substring(0, colon), line.substring(colon + 2));
    }
  }
}
