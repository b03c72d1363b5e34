package org.diabolo.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.diabolo.cli.OursFileSystem;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.JobText;
import org.diabolo.job.UnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JobSourceTest {
  private static final String YAML = "name: größe\n";

  /** Of the same text, by coreutils' base64. */
  private static final String BASE64 = "bmFtZTogZ3LDtsOfZQo=";

  @TempDir Path folder;

  private Path write() throws Exception {
    return Files.writeString(folder.resolve("my job.yaml"), YAML);
  }

  @Test
  void pathAndFileUriAreRead() throws Exception {
    Path file = write();
    String uri = file.toUri().toString();

    assertThat(JobSource.read(file.toString())).isEqualTo(new JobText(file.toString(), YAML));
    assertThat(uri).startsWith("file:///").contains("my%20job.yaml");
    assertThat(JobSource.read(uri)).isEqualTo(new JobText(uri, YAML));
  }

  @Test
  void pathsOfHadoopNeedNoEscapes() throws Exception {
    String path = "file:" + write();

    assertThat(path).contains("my job.yaml");
    assertThat(JobSource.read(path)).isEqualTo(new JobText(path, YAML));
  }

  @Test
  void localFileMayHaveAColonInItsName() throws Exception {
    String name = "job-" + System.nanoTime() + ":b.yaml";
    assertThat(JobSource.byHadoop(name)).isTrue();
    Path file = Files.writeString(Path.of(name), YAML);
    try {
      assertThat(JobSource.byHadoop(name)).isFalse();
      assertThat(JobSource.read(name)).isEqualTo(new JobText(name, YAML));
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void sparksSettingsForHadoopHold() throws Exception {
    String file = write().toUri().toString().replace("file:", "ours:");
    System.setProperty("spark.hadoop.fs.ours.impl", OursFileSystem.class.getName());
    try {
      assertThat(JobSource.read(file).yaml()).isEqualTo(YAML);
    } finally {
      System.clearProperty("spark.hadoop.fs.ours.impl");
    }
    assertThatThrownBy(() -> JobSource.read(file))
        .hasMessage(
            file
                + ": cannot be read: No FileSystem for scheme \"ours\" (its connector is not on the"
                + " class path; see --packages)");
  }

  @Test
  void dataUriIsReadAndKeepsTheName() {
    assertThat(JobSource.read("data:application/yaml;name=my%20job.yaml;base64," + BASE64))
        .isEqualTo(new JobText("my job.yaml", YAML));
    assertThat(JobSource.read("data:;base64," + BASE64))
        .isEqualTo(new JobText("the job file", YAML));
    JobText odd = new JobText("s3a://bucket/a+b;c,d=ü.yaml", "a: 1\n");
    assertThat(JobSource.read(DataUri.of(odd))).isEqualTo(odd);
  }

  @Test
  void dataUriOfAnotherFormIsRefused() {
    String allowed = ": allowed: data:application/yaml;name=NAME;base64,TEXT, with TEXT in base64";
    for (String uri : List.of("data:,name", "data:;base64", "data:;base64,%%%")) {
      assertThatThrownBy(() -> JobSource.read(uri))
          .isInstanceOf(InvalidJobException.class)
          .hasMessage(uri + allowed);
    }
  }

  @Test
  void errorsInADataUriNameTheFile() {
    String uri = DataUri.of(new JobText("jobs/list.yaml", "- a\n"));

    assertThatThrownBy(() -> JobSpec.read(JobSource.read(uri), List.of()))
        .hasMessage("jobs/list.yaml: a job file is a mapping of keys to values");
  }

  @Test
  void missingFileIsNamed() {
    Path file = folder.resolve("nowhere.yaml");

    for (String given : List.of(file.toString(), file.toUri().toString())) {
      assertThatThrownBy(() -> JobSource.read(given))
          .isInstanceOf(InvalidJobException.class)
          .hasMessage(given + ": there is no such job file");
    }
  }

  @Test
  void folderCannotBeRead() {
    assertThatThrownBy(() -> JobSource.read(folder.toString()))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(folder + ": cannot be read: Is a directory");
  }

  /** RFC 2606 keeps the name from ever being one. */
  @Test
  @Timeout(60)
  void unknownHostIsToldOnOneLine() {
    String job = "hdfs://namenode.invalid:8020/job.yaml";

    assertThatThrownBy(() -> JobSource.read(job))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(job + ": cannot be read: unknown host namenode.invalid");
  }
}
