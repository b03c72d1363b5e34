package org.diabolo.fuzz;

import java.util.List;
import org.diabolo.average.checkpoint.CheckpointFuzz;
import org.diabolo.field.image.ImageFuzz;
import org.diabolo.job.JobFuzz;
import org.diabolo.network.BundleFuzz;
import org.diabolo.pipeline.RunFuzz;

/** All readers of what may come from anybody, or be damaged. */
final class Readers {
  private Readers() {}

  static List<FuzzedReader> all() {
    return List.of(
        new BundleFuzz(), new CheckpointFuzz(), new JobFuzz(), new ImageFuzz(), new RunFuzz());
  }
}
