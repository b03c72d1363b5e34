package org.diabolo.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Fashion job on its sample of real images, with two replicas whatever is there. */
final class Fashion {
  /** The job's name, and so its folder in a workspace. */
  static final String NAME = "fashion-autoencoder";

  static final String JOB = "jobs/fashion-autoencoder.yaml";

  /** The sample's folder in the project. */
  static final String SAMPLE = "sample-data/fashion-mnist";

  /** What differs from {@code jobs/fashion-autoencoder.yaml}: fewer epochs, to save time. */
  private static final List<String> SETTINGS =
      List.of("train.epochs=4", "train.averaging.workers=2", "train.averaging.period=50");

  private static Outcome local;

  private Fashion() {}

  /** The sample's folder, by a URI: an explicit {@code file:} says that all machines share it. */
  static String sample() {
    return uri(Path.of(SAMPLE));
  }

  /** A folder that all machines share. */
  static String uri(Path folder) {
    return "file://" + folder.toAbsolutePath();
  }

  /**
   * Arguments of {@code run}.
   *
   * @param job the job file
   * @param input where the sample is
   */
  static List<String> run(String job, String input, String workspace, String id) {
    List<String> arguments =
        new ArrayList<>(List.of("run", job, "--workspace", workspace, "--run-id", id));
    arguments.addAll(settings());
    arguments.addAll(List.of("--set", "data.input.path=" + input));
    return arguments;
  }

  /** The settings, as {@code --set} takes them. */
  static List<String> settings() {
    return SETTINGS.stream().flatMap(setting -> List.of("--set", setting).stream()).toList();
  }

  /** What the job gives in one JVM: every run on a cluster must give that. */
  static synchronized Outcome local() {
    if (local == null) {
      try (Testbed here = new Testbed("local")) {
        Path workspace = here.folder().resolve("runs");
        List<String> arguments = run(JOB, sample(), uri(workspace), "local");
        arguments.addAll(List.of("--master", "local[2]"));
        here.diabolo(arguments.toArray(String[]::new)).run("local").with(0);
        local = Outcome.of(workspace.resolve(NAME).resolve("local"));
      }
    }
    return local;
  }
}
