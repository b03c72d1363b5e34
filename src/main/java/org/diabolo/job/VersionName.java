package org.diabolo.job;

import java.util.Optional;

/** The name of a model wherever it is kept: its job's, a slash, and the id of its run. */
public final class VersionName {
  private VersionName() {}

  /**
   * @param job its name
   * @param run id of the run that trained the model
   * @return the model's name
   */
  public static String of(String job, String run) {
    return job + "/" + run;
  }

  /**
   * @param version a model's name, or that of a code space, which is the name of its first model
   * @param job its name
   * @return the id of the model's run; nothing where it is of another job, or no name at all
   */
  public static Optional<String> run(String version, String job) {
    String start = of(job, "");
    return version.startsWith(start)
        ? Optional.of(version.substring(start.length())).filter(JobSpec::namesFolder)
        : Optional.empty();
  }
}
