package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.average.RoundRecord;
import org.diabolo.average.TrainingListener;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.encode.Made;
import org.diabolo.fuzz.FuzzedReader;
import org.diabolo.fuzz.Parts;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.JobText;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;

/**
 * What a run tells of itself. Pieces: manifest.json, metrics.json, rounds.jsonl, _corpus.json and
 * _made.json.
 */
public final class RunFuzz implements FuzzedReader {
  /** Made once: that reads files of its own. */
  private static final Configuration HADOOP = new Configuration();

  private static final Path BUNDLE = Path.of("src/test/resources/bundles/format-2/numbers");
  private static final List<String> FILES =
      List.of(
          "manifest.json",
          "metrics.json",
          "rounds.jsonl",
          "prepared/_corpus.json",
          "encodings/_made.json");

  private static final String METRICS = "{\"test\":{\"mse\":0.25,\"rows\":10}}";
  private static final String FIELD =
      "{\"kind\":\"vector\",\"shift\":[0,1],\"scale\":[1,2],\"scaling\":\"standard\"}";

  private final Path folder = folder();
  private final JobSpec spec = spec();
  private final JsonNode job = Json.tree(spec);
  private Bundle bundle;

  private static JobSpec spec() {
    try {
      String yaml = Files.readString(BUNDLE.resolve("job.yaml"));
      return JobSpec.read(new JobText("job.yaml", yaml), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Bundle bundle() {
    if (bundle == null) {
      bundle = BundleStore.load(Folder.of(BUNDLE.toString(), HADOOP));
    }
    return bundle;
  }

  @Override
  public String name() {
    return "run";
  }

  @Override
  public List<Parts> seeds() {
    String manifest =
        "{\"name\":\"plane\",\"run_id\":\"one\",\"seed\":1,\"spec\":"
            + Json.line(spec)
            + ",\"input\":{\"path\":\"in\",\"files\":2,\"bytes\":9,\"newest_modification\":1},"
            + "\"versions\":{\"diabolo\":\"0.1.0\"},\"stages\":{\"evaluate\":{\"seconds\":1.5,"
            + "\"evaluate\":{\"by\":null,\"metrics\":[],\"baselines\":[],\"splits\":[\"valid\","
            + "\"test\"]},\"search\":null,\"model\":"
            + Json.line(Made.model(bundle()))
            + "}},\"metrics\":"
            + METRICS
            + ",\"state\":\"evaluated\"}";
    String rounds =
        "{\"round\":1,\"loss\":0.5,\"engine\":\"fused\"}\n{\"round\":2,\"loss\":0.25}\n";
    String corpus =
        "{\"source\":"
            + FIELD
            + ",\"target\":null,\"rows\":{\"train\":8,\"test\":2},\"rejects\":{\"rows\":11,"
            + "\"reasons\":[{\"reason\":\"null\",\"count\":1}]},\"texts\":{},\"sums\":{\"train\":"
            + "{\"rows\":8,\"numbers\":\"12\",\"texts\":\"0\"}},\"files\":{\"split=train/a.parquet\":100}}";
    String made =
        "{\"from\":{\"model\":{\"version\":\"a/b\"},\"input\":{\"path\":\"in\",\"files\":1,"
            + "\"bytes\":9,\"newest_modification\":1},\"job\":{}},\"rows\":10,\"rejected\":0,"
            + "\"files\":{\"a.parquet\":100},\"crc32c\":{\"a.parquet\":\"00\"}}";
    return List.of(Parts.of(manifest, METRICS, rounds, corpus, made));
  }

  private interface Reading {
    void read();
  }

  @Override
  public boolean read(Parts parts) throws IOException {
    Path one = folder.resolve("plane/one");
    Files.createDirectories(one.resolve("encodings"));
    Files.createDirectories(one.resolve("prepared"));
    Files.write(one.resolve("prepared/_SUCCESS"), new byte[0]);
    for (int i = 0; i < FILES.size(); i++) {
      Files.write(one.resolve(FILES.get(i)), parts.piece(i));
    }
    boolean corpus = accepted(() -> PreparedCorpus.load(opened().prepared()));
    boolean made = accepted(() -> Made.at(opened().encodings()));
    boolean rounds =
        accepted(() -> new RoundLog(opened().folder(), "fused", new Quiet()).resumed(2));
    return accepted(this::manifest) & corpus & made & rounds;
  }

  /** Whatever its manifest is. */
  private RunDirectory opened() {
    return new RunDirectory(Folder.of(folder.resolve("plane/one").toString(), HADOOP));
  }

  private RunDirectory run() {
    return RunDirectory.begin(folder.toString(), "plane", "one", HADOOP);
  }

  private void manifest() {
    RunDirectory run = run();
    Manifest manifest = Manifest.open(run);
    for (Stage stage : Stage.values()) {
      StageRecord record = manifest.record(stage);
      record.difference(JobParts.of(stage, job).orElse(job));
      record.done();
      run.isDone(stage);
    }
    Figures figures = new Figures(run.folder(), manifest);
    if (figures
        .change(Measured.of(spec), bundle(), Optional.of(""))
        .or(figures::damage)
        .isEmpty()) {
      figures.read();
    }
    manifest.redo(Stage.PREPARE, Map.of());
  }

  private static boolean accepted(Reading reading) {
    try {
      reading.read();
      return true;
    } catch (BadDataException | InvalidJobException e) {
      return false;
    }
  }

  private static final class Quiet implements TrainingListener {
    @Override
    public void roundEnded(RoundRecord record) {}
  }

  @Override
  public List<String> words() {
    return List.of(
        "run_id",
        "spec",
        "input",
        "stages",
        "metrics",
        "evaluate",
        "model",
        "search",
        "splits",
        "source",
        "target",
        "rows",
        "rejects",
        "sums",
        "files",
        "vector",
        "image",
        "text",
        "standard",
        "from",
        "job",
        "round",
        "engine");
  }

  @Override
  public boolean counts(String type) {
    return type.matches(
        "org\\.diabolo\\.(pipeline\\.(Manifest|ManifestFile|Figures|Measured|RoundLog)|store\\.(Json|FileList)"
            + "|corpus\\.PreparedCorpus|encode\\.Made)(\\$.*)?");
  }
}
