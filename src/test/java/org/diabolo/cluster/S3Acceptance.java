package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The Fashion job with input and output in an S3 bucket, by the workers of a standalone cluster.
 */
class S3Acceptance {
  private static Testbed cluster;
  private static Map<String, String> exports;
  private static String bucket;

  @BeforeAll
  static void start() {
    cluster = new Testbed("s3");
    cluster.up("s3");
    cluster.up("spark", "--workers", "2", "--cores", "1", "--memory", "2g");
    exports = cluster.exports();
    bucket = exports.get("DIABOLO_S3");
    cluster.cluster("s3", "fs", "-put", Fashion.SAMPLE, bucket + "/input").run("put").with(0);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Command diabolo(List<String> arguments, String... more) {
    List<String> words = new ArrayList<>(List.of("--master", exports.get("DIABOLO_MASTER")));
    words.addAll(List.of("--properties-file", exports.get("DIABOLO_S3_PROPERTIES")));
    words.addAll(arguments);
    words.addAll(List.of(more));
    return cluster.diabolo(words.toArray(String[]::new));
  }

  private static List<String> run(String id) {
    return Fashion.run(Fashion.JOB, bucket + "/input", bucket + "/runs", id);
  }

  private static String folder(String id) {
    return bucket + "/runs/" + Fashion.NAME + "/" + id;
  }

  /** The bucket's files below a folder, and when each was written, in milliseconds. */
  private static Map<String, Long> files(String folder, String name) {
    Map<String, Long> files = new TreeMap<>();
    Ended found =
        cluster.cluster("s3", "fs", "-find", folder, "-print").run(name + "-find").with(0);
    List<String> words = new ArrayList<>(List.of("s3", "fs", "-stat", "%Y %n %F"));
    words.addAll(found.output().lines().toList());
    Ended stat = cluster.cluster(words.toArray(String[]::new)).run(name + "-stat").with(0);
    List<String> paths = found.output().lines().toList();
    List<String> lines = stat.output().lines().toList();
    assertThat(lines).hasSameSizeAs(paths);
    for (int i = 0; i < paths.size(); i++) {
      String[] parts = lines.get(i).split(" ", 3);
      if (parts[2].endsWith("regular file")) {
        files.put(paths.get(i).substring(folder.length() + 1), Long.valueOf(parts[0]));
      }
    }
    return files;
  }

  @Test
  void runAndItsEncodingsAgainFromAnotherProcess() {
    diabolo(run("one")).run("one").with(0);
    Outcome.of(cluster.fetched("s3", folder("one"), "one")).assertSameAs(Fashion.local());

    Map<String, Long> files = files(folder("one"), "one");
    assertThat(files.keySet())
        .contains("manifest.json", "bundle/SHA256SUMS", "encodings/_SUCCESS", "metrics.json")
        .noneMatch(name -> name.contains("unfinished") || name.contains("_temporary"));
    assertThat(newest(files, "encodings/")).isEqualTo("encodings/_SUCCESS");

    List<String> encode = new ArrayList<>(List.of("encode", Fashion.JOB, "--run-id", "one"));
    encode.addAll(List.of("--workspace", bucket + "/runs", "--input", bucket + "/input"));
    encode.addAll(List.of("--output", bucket + "/again"));
    encode.addAll(Fashion.settings());
    Ended encoded = diabolo(encode).run("encode").with(0);
    assertThat(encoded.output()).contains("\"rows\":12000,", "\"rejected\":0,");
    assertThat(files(bucket + "/again", "again")).containsKey("_SUCCESS");
  }

  /** Of the files in a folder the one that was written last; S3 counts whole seconds. */
  private static String newest(Map<String, Long> files, String folder) {
    return files.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(folder))
        .max(
            Comparator.comparing(Map.Entry<String, Long>::getValue)
                .thenComparing(entry -> entry.getKey().endsWith("_SUCCESS")))
        .orElseThrow()
        .getKey();
  }

  private boolean hasSecondCheckpoint(String id) {
    return cluster
        .cluster("s3", "fs", "-ls", folder(id) + "/checkpoints")
        .run("killed-ls")
        .output()
        .contains("round-00000002");
  }

  @Test
  void killedDriverGoesOnFromTheCheckpointInTheBucket() {
    Command command = diabolo(run("killed"), "--set", "train.checkpoints={rounds: 1}");
    try (Running first = command.start("killed")) {
      first.until(
          "a second checkpoint",
          () ->
              first.complained().contains("training on")
                  && first.stoppedFor(() -> hasSecondCheckpoint("killed")));
      first.process().destroyForcibly();
      assertThat(first.end().code()).as("SIGKILL").isEqualTo(128 + 9);
    }

    Ended again = command.run("killed-again").with(0);

    assertThat(again.errors()).containsPattern("going on after round \\d+, from a checkpoint");
    Outcome.of(cluster.fetched("s3", folder("killed"), "killed")).assertSameAs(Fashion.local());
  }
}
