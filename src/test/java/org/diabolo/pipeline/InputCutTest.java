package org.diabolo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.JobSpec;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.Publication;
import org.diabolo.testing.CopyingFiles;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is gone on with on a cluster with more task slots. */
class InputCutTest {
  private static final String FEWEST = "spark.sql.files.minPartitionNum";

  @TempDir Path disk;

  private JobSpec spec;

  @BeforeEach
  void write() throws Exception {
    Tables.write(LocalSpark.session(), Tables.plane(3000), disk.resolve("in"));
    Path job = Files.writeString(disk.resolve("job.yaml"), Tables.job(disk.resolve("in")));
    spec = Jobs.read(job, List.of());
  }

  /** As of a cluster with so many task slots; a small file is worth a task. */
  private static SparkSession session(int slots) {
    SparkSession session = LocalSpark.session().newSession();
    CopyingFiles.register(session.sparkContext().hadoopConfiguration());
    session.conf().set("spark.sql.files.openCostInBytes", "1024");
    session.conf().set(FEWEST, Integer.toString(slots));
    return session;
  }

  private RunDirectory run(String workspace) {
    Configuration hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    return RunDirectory.begin(workspace, "plane", "one", hadoop);
  }

  private Dataset<Row> rows(SparkSession session) {
    return session.read().parquet(disk.resolve("in").toString());
  }

  private Map<String, String> write(SparkSession session, Folder place) throws Exception {
    try (Publication publication = Publication.begin(place, Publication.SUCCESS)) {
      publication.parquet(rows(session).write().partitionBy("label"));
      publication.publish();
    }
    Map<String, String> sums = new TreeMap<>();
    Path folder = Path.of(place.path().toUri().getPath());
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sums.put(
            folder.relativize(file).toString(), DigestUtils.sha256Hex(Files.readAllBytes(file)));
      }
    }
    return sums;
  }

  @Test
  void whereFoldersAreCopiedAPartMadeAgainIsTheSamePart() throws Exception {
    SparkSession few = session(2);
    RunDirectory run = run("copying:" + disk.resolve("runs"));
    Manifest manifest = Manifest.open(run);
    InputCut.keep(few, run, manifest);
    manifest.begin(Stage.PREPARE, spec, Json.beginning(""));
    SparkSession many = session(40);
    assertThat(rows(many).rdd().getNumPartitions())
        .isGreaterThan(rows(few).rdd().getNumPartitions());
    Folder place = run.folder().folder("encodings");
    Map<String, String> before = write(few, place);
    assertThat(before.keySet())
        .contains("_SUCCESS")
        .filteredOn(name -> !name.equals("_SUCCESS"))
        .isNotEmpty()
        .allMatch(name -> name.matches("label=label \\d/part-0000\\d[-.]c000\\.snappy\\.parquet"));

    InputCut.keep(many, run, Manifest.open(run));

    assertThat(write(many, place)).isEqualTo(before);
  }

  @Test
  void whereTheyAreRenamedEachClusterCutsAsSuitsIt() {
    SparkSession many = session(40);
    RunDirectory run = run(disk.resolve("runs").toString());
    Manifest manifest = Manifest.open(run);

    InputCut.keep(many, run, manifest);

    manifest.begin(Stage.PREPARE, spec, Json.beginning(""));
    assertThat(Manifest.open(run).get("cut").isMissingNode()).isTrue();
    assertThat(many.conf().get(FEWEST)).isEqualTo("40");
  }
}
