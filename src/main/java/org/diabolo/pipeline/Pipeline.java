package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.diabolo.average.ParameterAveraging;
import org.diabolo.average.Trained;
import org.diabolo.encode.Encoding;
import org.diabolo.encode.Made;
import org.diabolo.encode.Prediction;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.select.Engines;
import org.diabolo.evaluate.Evaluation;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.network.BundleStore;
import org.diabolo.network.Networks;
import org.diabolo.network.UserGraphs;
import org.diabolo.prepare.CorpusReading;
import org.diabolo.prepare.Preparation;
import org.diabolo.prepare.PreparedCorpus;
import org.diabolo.prepare.Split;
import org.diabolo.rows.Input;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;

/**
 * The stages of one run. Each leaves what the next needs on disk, and is skipped when it is there.
 */
public final class Pipeline {
  private static final String ENCODE = "encode";
  private static final String PREDICT = "predict";
  static final String CONFIGURATIONS = "configurations";

  private final SparkSession spark;
  private final JobSpec spec;
  private final RunDirectory run;
  private final StageListener listener;
  private final Manifest manifest;
  private final SameRun same;

  /**
   * @param spark to run on
   * @param spec the job
   * @param run its directory
   * @param listener for people
   * @throws org.diabolo.job.InvalidJobException when the job asks for metrics that there are not
   */
  public Pipeline(SparkSession spark, JobSpec spec, RunDirectory run, StageListener listener) {
    this.spark = spark;
    this.spec = spec;
    this.run = run;
    this.listener = listener;
    this.manifest = Manifest.open(run);
    this.same = new SameRun(spark, spec, run, manifest);
    Evaluation.check(spec);
  }

  /**
   * Raw rows to the prepared corpus.
   *
   * @throws BadDataException when there is one from which files are missing
   */
  public void prepare() {
    if (isPrepared()) {
      same.require();
      PreparedCorpus.load(run.prepared()).read(spark);
      listener.stageEnded("prepared already");
    } else {
      prepareAnew();
    }
  }

  /** As {@link #prepare}, but a corpus that is there is read through, and made again if damaged. */
  public void prepareOrMend() {
    if (!isPrepared()) {
      prepareAnew();
      return;
    }
    same.require();
    try {
      PreparedCorpus.load(run.prepared()).read(spark).all();
      listener.stageEnded("prepared already");
    } catch (BadDataException e) {
      listener.stageBegins("preparing again: " + e.getMessage());
      prepareAnew();
    }
  }

  /** One whose run does not say what it was made from is none. */
  private boolean isPrepared() {
    return PreparedCorpus.isAt(run.prepared()) && same.isKnown();
  }

  private void prepareAnew() {
    if (manifest.stages().has("prepare")) {
      // What was made from the rows before may be there still.
      same.require();
    } else {
      manifest.begin(spec);
    }
    // First, as nobody wants to hear of it after all rows were read.
    UserGraphs graphs = userGraphs();
    new TrainingCheck(spark, spec).beforeRows(graphs);
    listener.stageBegins("preparing " + spec.data().input().path());
    long began = System.nanoTime();
    manifest.put("input", Input.snapshot(spark, spec.data().input()));
    manifest.put(CONFIGURATIONS, graphs.checksums());
    // Now: who dies after the corpus is there must know later what it was made from.
    manifest.write("preparing");
    PreparedCorpus corpus = new Preparation(spark, spec).run(run.prepared(), run.rejects());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("seconds", seconds(began));
    facts.put("rows", corpus.card().rows());
    facts.put("rejects", corpus.card().rejects());
    manifest.stage("prepare", facts);
    manifest.write("prepared");
    listener.stageEnded(
        "prepared "
            + corpus.card().rows()
            + " rows, "
            + corpus.card().rejects().rejected()
            + " rejected");
  }

  private UserGraphs userGraphs() {
    return UserGraphs.read(spec, spark.sparkContext().hadoopConfiguration());
  }

  /** The prepared corpus to the bundle. */
  public void train() {
    manifest.job(spec);
    if (run.trained()) {
      listener.stageEnded("trained already");
      return;
    }
    long began = System.nanoTime();
    PreparedCorpus corpus = PreparedCorpus.load(run.prepared());
    CorpusReading reading = corpus.read(spark);
    UserGraphs graphs = userGraphs();
    same.requireConfigurations(graphs);
    Networks networks = new Networks(spec, corpus.card().source(), corpus.decoded(), graphs);
    ComputationGraphConfiguration graph = networks.joint();
    new TrainingCheck(spark, spec).beforeRounds(networks, graph, corpus.rows(Split.TRAIN));
    String joint = graph.toJson();
    ReplicaFactory factory = Engines.replicas(spec.train().engine(), joint);
    RoundLog rounds = new RoundLog(run.folder(), Engines.name(factory), listener);
    listener.stageBegins("training on " + corpus.rows(Split.TRAIN) + " rows");
    ParameterAveraging averaging =
        new ParameterAveraging(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            spec.train(),
            networks.feeds(),
            factory,
            rounds,
            run.checkpoints());
    Trained trained =
        reading.during(
            () ->
                averaging.train(
                    reading.examples(Split.TRAIN),
                    corpus.rows(Split.TRAIN),
                    reading.examples(Split.VALID),
                    corpus.rows(Split.VALID),
                    reading::require));
    // Once more: what was lost with an executor has been read again.
    reading.require();
    rounds.write();
    TrainingReport report = new TrainingReport(spec.train().stopping(), trained);
    Map<String, Object> facts = report.facts(rounds.engines(), seconds(began));
    BundleStore.save(
        TrainedBundle.of(spec, run.id(), networks, corpus.card(), trained, facts), run.bundle());
    manifest.stage("train", facts);
    manifest.write("trained");
    listener.stageEnded(report.line());
    listener.stageEnded("time: " + trained.timesLine());
  }

  /**
   * The bundle's figures on the splits that the job names. Those of other splits stay where the
   * same model and settings gave them. All are computed again when the job now asks for others,
   * when the model is another, or when what is there is damaged.
   *
   * @return what {@code metrics.json} holds
   * @throws InvalidJobException when {@code evaluate.by} is not that of the preparation
   */
  public JsonNode evaluate() {
    Measured asked = Measured.of(spec);
    asked.requireColumn(manifest.get("spec"), run.id());
    Figures figures = new Figures(run.folder(), manifest);
    return new Measurement(spark, spec, run, listener, asked, figures)
        .of(TrainedModel.open(run, spec));
  }

  /**
   * The job's input to codes. Damaged ones are made again.
   *
   * @throws InvalidJobException when the run has encodings that were made with another job
   * @throws BadDataException when they are of another input or model
   */
  public void encode() {
    same.requireInput();
    InputSpec input = spec.data().input();
    Encoding encoding = new Encoding(spark, spec, TrainedModel.open(run, spec));
    if (run.encoded() && stands(before(run.encodings(), encoding.from(input), ENCODE), ENCODE)) {
      listener.stageEnded("encoded already");
      return;
    }
    listener.stageBegins("encoding " + input.path());
    long began = System.nanoTime();
    Encoding.Encoded encoded = encoding.run(input, run.encodings());
    manifest.stage(
        "encode",
        Map.of(
            "seconds", seconds(began),
            "rows", encoded.rows(),
            "rejected", encoded.rejects().rejected()));
    manifest.write("encoded");
    listener.stageEnded("encoded " + encoded.rows() + " rows into " + run.encodings());
  }

  /**
   * The targets that the model gives for the job's input. Damaged ones are made again.
   *
   * @throws InvalidJobException when the run has predictions that were made with another job
   * @throws BadDataException when they are of another input or model
   */
  public void predict() {
    same.requireInput();
    InputSpec input = spec.data().input();
    Prediction prediction = new Prediction(spark, spec, TrainedModel.open(run, spec));
    if (run.predicted()
        && stands(before(run.predictions(), prediction.from(input), PREDICT), PREDICT)) {
      listener.stageEnded("predicted already");
      return;
    }
    listener.stageBegins("predicting " + input.path());
    long began = System.nanoTime();
    Prediction.Predicted predicted = prediction.run(input, run.predictions());
    double seconds = seconds(began);
    manifest.stage(
        "predict",
        Map.of(
            "seconds",
            seconds,
            "rows",
            predicted.rows(),
            "rows_per_second",
            predicted.rows() / seconds,
            "rejected",
            predicted.rejects().rejected(),
            "search",
            Json.tree(spec.prediction())));
    manifest.write("predicted");
    listener.stageEnded("predicted " + predicted.rows() + " rows into " + run.predictions());
  }

  private static MadeBefore before(Folder place, Made.From now, String command) {
    return new MadeBefore(place, now, "diabolo " + command + " --input PATH --output DIR");
  }

  private boolean stands(MadeBefore before, String command) {
    Optional<String> flaw = before.flaw(spark);
    flaw.ifPresent(why -> listener.stageBegins(command + " again: " + why));
    return flaw.isEmpty();
  }

  /**
   * @return what {@code metrics.json} holds; an empty mapping before {@link #evaluate}
   */
  public JsonNode metrics() {
    return new Figures(run.folder(), manifest).read();
  }

  /**
   * @return what the stages that have finished say of themselves
   */
  public JsonNode stages() {
    return manifest.stages();
  }

  static double seconds(long began) {
    return Math.round((System.nanoTime() - began) / 1e6) / 1e3;
  }
}
