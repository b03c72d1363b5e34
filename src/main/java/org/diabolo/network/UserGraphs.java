package org.diabolo.network;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.FamilySpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.UserSpec;
import org.diabolo.store.Folder;
import org.diabolo.store.Reason;
import org.diabolo.store.StoreFailure;

/**
 * The configurations that a job's families of kind {@code user} name, as they were when they were
 * read: once, on the driver.
 *
 * @param encoder JSON of a {@code ComputationGraphConfiguration}; null where the encoder is ours
 * @param decoder likewise
 */
public record UserGraphs(String encoder, String decoder) {
  /** Of a job whose families are all ours. */
  public static final UserGraphs NONE = new UserGraphs(null, null);

  private static final String ENCODER = "encoder.path";
  private static final String DECODER = "decoder.path";

  /**
   * @param spec the job
   * @param configuration Hadoop's
   * @return what the files hold
   * @throws InvalidJobException with a line for each that is not there or no configuration of a
   *     graph
   */
  public static UserGraphs read(JobSpec spec, Configuration configuration) {
    List<String> problems = new ArrayList<>();
    String encoder = text(ENCODER, spec.encoder().family(), configuration, problems);
    String decoder = text(DECODER, spec.decoder().family(), configuration, problems);
    if (!problems.isEmpty()) {
      throw new InvalidJobException(problems);
    }
    return new UserGraphs(encoder, decoder);
  }

  private static String text(
      String key, FamilySpec family, Configuration configuration, List<String> problems) {
    if (!(family instanceof UserSpec user)) {
      return null;
    }
    try {
      String json = text(key, user.path(), configuration);
      new UserGraph(key, user.path(), json).parsed();
      return json;
    } catch (InvalidJobException e) {
      problems.addAll(e.lines());
      return null;
    }
  }

  private static String text(String key, String path, Configuration configuration) {
    try {
      // Qualified first: a name alone has no folder.
      Folder file = Folder.of(path, configuration);
      if (file.path().isRoot() || file.parent().hasFolder(file.name())) {
        throw new InvalidJobException(key + ": found " + path + ", a folder, allowed: a file");
      }
      if (!file.parent().has(file.name())) {
        throw new InvalidJobException(
            key + ": found " + path + ", allowed: a file that is there (this one is not)");
      }
      return file.parent().text(file.name());
    } catch (UncheckedIOException e) {
      throw StoreFailure.telling(
          key + ": found " + path + ", allowed: a file that can be read (" + Reason.of(e) + ")",
          e,
          InvalidJobException::new);
    }
  }

  /**
   * @return the SHA-256 of each configuration, by the key that names it
   */
  public Map<String, String> checksums() {
    Map<String, String> sums = new TreeMap<>();
    put(sums, ENCODER, encoder);
    put(sums, DECODER, decoder);
    return sums;
  }

  private static void put(Map<String, String> sums, String key, String json) {
    if (json != null) {
      sums.put(key, Sha256.of(json.getBytes(StandardCharsets.UTF_8)));
    }
  }

  UserGraph encoder(UserSpec spec) {
    return graph(ENCODER, spec, encoder);
  }

  UserGraph decoder(UserSpec spec) {
    return graph(DECODER, spec, decoder);
  }

  private static UserGraph graph(String key, UserSpec spec, String json) {
    if (json == null) {
      throw new IllegalArgumentException(key + " was not read");
    }
    return new UserGraph(key, spec.path(), json);
  }
}
