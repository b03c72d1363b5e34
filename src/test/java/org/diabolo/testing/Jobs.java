package org.diabolo.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.diabolo.job.JobSpec;
import org.diabolo.job.JobText;

/** Reads jobs that tests wrote to files. */
public final class Jobs {
  private Jobs() {}

  public static JobSpec read(Path file, List<String> overrides) {
    try {
      return JobSpec.read(new JobText(file.toString(), Files.readString(file)), overrides);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
