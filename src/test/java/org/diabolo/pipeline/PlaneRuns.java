package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.store.Folder;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;

/**
 * Runs of the job {@code job.yaml} of a folder, whose name is {@code plane}, and their models.
 *
 * @param heard is told what they say
 */
record PlaneRuns(Path base, StageListener heard) {
  static void train(Pipeline pipeline) {
    pipeline.prepare();
    pipeline.train();
  }

  /** A little wider and elsewhere, so that fields that are fitted to them are others. */
  static List<Row> changed(List<Row> rows, double by) {
    return rows.stream()
        .map(
            row ->
                RowFactory.create(
                    row.get(0),
                    row.<List<Double>>getAs(1).stream().map(x -> 1.001 * x + by).toList(),
                    row.get(2)))
        .toList();
  }

  Path folder(String id) {
    return base.resolve("runs/plane").resolve(id);
  }

  RunDirectory run(String id) {
    return RunDirectory.begin(base.resolve("runs").toString(), "plane", id, new Configuration());
  }

  Pipeline pipeline(String id, String... overrides) {
    JobSpec spec = Jobs.read(base.resolve("job.yaml"), List.of(overrides));
    return new Pipeline(LocalSpark.session(), spec, run(id), heard);
  }

  Bundle bundle(String id) {
    return BundleStore.load(
        Folder.of(folder(id).resolve("bundle").toString(), new Configuration()));
  }

  JsonNode provenance(String id, String pointer) {
    return bundle(id).card().provenance().at(pointer);
  }

  /** Bytes of encoder and decoder. */
  List<byte[]> networks(String id) {
    try {
      Path bundle = folder(id).resolve("bundle");
      return List.of(
          Files.readAllBytes(bundle.resolve("encoder.zip")),
          Files.readAllBytes(bundle.resolve("decoder.zip")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
