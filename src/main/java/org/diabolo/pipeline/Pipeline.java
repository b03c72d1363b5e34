package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.diabolo.corpus.DamagedCorpusException;
import org.diabolo.evaluate.Evaluation;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.PrepareStage.Depth;
import org.diabolo.pipeline.StageRule.Decision;
import org.diabolo.store.Json;

/**
 * The stages of one run. Each leaves what the next needs on disk; {@link StageRule} says whether it
 * is made again.
 */
public final class Pipeline {
  static final String CONFIGURATIONS = "configurations";

  private final RunContext context;

  /**
   * @param spark to run on
   * @param spec the job
   * @param run its directory
   * @param listener for people
   * @throws InvalidJobException when the job asks for metrics that there are not
   * @throws BadDataException when the manifest is damaged so that nobody knows what the run is
   */
  public Pipeline(SparkSession spark, JobSpec spec, RunDirectory run, StageListener listener) {
    this(RunContext.of(spark, spec, run, listener));
    Evaluation.check(spec);
    InputCut.keep(spark, run, context.manifest());
  }

  private Pipeline(RunContext context) {
    this.context = context;
  }

  /**
   * @param why the run's model must stay what it is, in words; asked before it would be changed,
   *     and nothing where it may be
   * @return the same stages, which refuse to make another model then
   */
  public Pipeline keepingModel(Supplier<Optional<String>> why) {
    return new Pipeline(context.keepingModel(why));
  }

  /**
   * @return what the run has begun with, or begins with
   */
  public Start start() {
    return context.start();
  }

  /**
   * @return whether a model was begun to be trained with what {@link #start} says
   */
  public boolean begunToTrain() {
    TrainStage work = new TrainStage(context);
    return work.isThere() || manifest().record(Stage.TRAIN).tree().has(StageRecord.FROM);
  }

  /**
   * @param start what the run is to begin with, as a retraining does
   * @return the same stages, which refuse what was made from another start
   * @throws InvalidJobException when the job's model is not of the same parts as the one that it is
   *     to begin with
   * @throws BadDataException when that model cannot be read
   */
  public Pipeline startingFrom(Start start) {
    RunContext started = context.startingFrom(start);
    // What is trained needs no model to begin with any more.
    if (!context.run().trained()) {
      WarmStart.of(started).ifPresent(warm -> warm.requireSame(spec(), context.userGraphs()));
    }
    return new Pipeline(started);
  }

  /**
   * For a retraining that was decided about, which makes no stage again: by what is kept of the
   * run, whatever has become of its files.
   *
   * @throws InvalidJobException when its rows or its model were made with another job
   */
  public void requireSameJob() {
    RunContext asked = context.startingFrom(context.start().asked(spec().retraining()));
    new PrepareStage(asked, Depth.FILES).requireSameJob();
    TrainStage work = new TrainStage(asked);
    new StageRule(asked, Stage.TRAIN, work.record()).requireSame(true, work.known());
  }

  /**
   * Has a stage made again, whatever is there, when it is run next; what follows from it is made
   * again where it would be another. A stage that is refused then leaves no mark of this.
   *
   * @param stage that is to be made again
   * @throws InvalidJobException when the model that would follow must stay what it is
   */
  public void redo(Stage stage) {
    if (stage.ordinal() <= Stage.TRAIN.ordinal()) {
      context
          .kept()
          .get()
          .ifPresent(
              why -> {
                throw new InvalidJobException("--redo " + stage.label() + ": " + kept(why));
              });
    }
    Map<Stage, JsonNode> jobs = new EnumMap<>(Stage.class);
    for (StageWork work : trainAndRows()) {
      jobs.put(work.stage(), work.known().get(StageRecord.JOB));
    }
    manifest().redo(stage, jobs);
  }

  private List<StageWork> trainAndRows() {
    return List.of(new TrainStage(context), new EncodeStage(context), new PredictStage(context));
  }

  /**
   * All that the job has. A corpus that turns out to be damaged is made again.
   *
   * @throws InvalidJobException when a stage was made with another job; nothing has been done then
   * @throws BadDataException when a stage was made from something else, or the data cannot be used
   */
  public void run() {
    Set<Stage> stages = EnumSet.allOf(Stage.class);
    if (spec().predict() == null) {
      if (manifest().record(Stage.PREDICT).redo()) {
        throw new InvalidJobException(
            "--redo predict: the job has no section predict, so that run does not predict; use"
                + " diabolo predict");
      }
      stages.remove(Stage.PREDICT);
    }
    make(stages);
  }

  /**
   * A model and its figures: as {@link #run}, but nothing is encoded or predicted with it.
   *
   * @throws InvalidJobException when a stage was made with another job; nothing has been done then
   * @throws BadDataException when a stage was made from something else, or the data cannot be used
   */
  public void model() {
    make(EnumSet.of(Stage.PREPARE, Stage.TRAIN, Stage.EVALUATE));
  }

  private void make(Set<Stage> stages) {
    StageRecord training = manifest().record(Stage.TRAIN);
    // Who trains reads all rows anyway.
    boolean trains = !context.run().trained() || training.redo() || training.stale();
    PrepareStage prepare = new PrepareStage(context, trains ? Depth.FILES : Depth.ROWS);
    JsonNode input = prepare.from();
    requireSame(prepare, input);
    for (StageWork work : trainAndRows()) {
      if (stages.contains(work.stage())) {
        requireSame(work, work.known());
      }
    }
    perform(prepare, input);
    withCorpusMended(this::train);
    withCorpusMended(this::evaluate);
    if (stages.contains(Stage.ENCODE)) {
      encode();
    }
    if (stages.contains(Stage.PREDICT)) {
      predict();
    }
  }

  private void withCorpusMended(Runnable stage) {
    try {
      stage.run();
    } catch (DamagedCorpusException e) {
      perform(new PrepareStage(context, Depth.ROWS));
      stage.run();
    }
  }

  private void requireSame(StageWork work, JsonNode now) {
    // Rows that are gone have left what was made from them.
    boolean followed = work.stage() == Stage.PREPARE && context.run().trained();
    rule(work).requireSame(followed || work.isThere(), now);
  }

  /** Raw rows to the prepared corpus. */
  public void prepare() {
    perform(new PrepareStage(context, Depth.ROWS));
  }

  /**
   * The prepared corpus to the bundle.
   *
   * @throws InvalidJobException when the corpus or the bundle is another job's
   * @throws BadDataException when there is no whole corpus, naming the command that makes it
   */
  public void train() {
    new PrepareStage(context, Depth.FILES).requireSameJob();
    perform(new TrainStage(context));
  }

  /**
   * The bundle's figures on the splits that the job names. Those of other splits stay where the
   * same model and settings gave them. All are computed again when the job now asks for others,
   * when the model is another, or when what is there is damaged.
   *
   * @return what {@code metrics.json} holds
   * @throws InvalidJobException when the corpus is another job's
   */
  public JsonNode evaluate() {
    Measured asked = Measured.of(spec());
    asked.requireColumn(
        manifest().record(Stage.PREPARE).from().path(StageRecord.JOB), context.run().id());
    new PrepareStage(context, Depth.FILES).requireSameJob();
    Figures figures = new Figures(context.run().folder(), manifest());
    Measurement measurement = new Measurement(context, asked, figures);
    if (manifest().record(Stage.EVALUATE).redo()) {
      measurement.requireRows();
      manifest().keepMarks();
      figures.delete();
    }
    JsonNode metrics = measurement.of(TrainedModel.open(context.run(), spec()));
    if (isUnsettled(manifest().record(Stage.EVALUATE))) {
      manifest().done(Stage.EVALUATE, Map.of(), Json.beginning(""));
    }
    return metrics;
  }

  /**
   * The job's input to codes, or other rows where {@code encode} says so. Damaged ones are made
   * again.
   *
   * @throws InvalidJobException when the run has encodings that were made with another job
   * @throws BadDataException when they are of another input or model
   */
  public void encode() {
    EncodeStage work = new EncodeStage(context);
    // Another job is told before the files that it reads are.
    requireSame(work, work.known());
    if (spec().encode().namesRows()) {
      perform(work);
    } else {
      performOnSameInput(work);
    }
  }

  /**
   * The targets that the model gives for the job's input. Damaged ones are made again.
   *
   * @throws InvalidJobException when the run has predictions that were made with another job
   * @throws BadDataException when they are of another input or model
   */
  public void predict() {
    performOnSameInput(new PredictStage(context));
  }

  /** A run is about one input, unless the job names other rows to encode. */
  private void performOnSameInput(RowsStage work) {
    JsonNode from = work.from();
    new PrepareStage(context, Depth.FILES).requireSameInput(from);
    perform(work, from);
  }

  private void perform(StageWork work) {
    perform(work, work.from());
  }

  private String kept(String why) {
    return "run "
        + context.run().id()
        + " "
        + why
        + ", so its model stays what it is; train in a new run (another --run-id, or none)";
  }

  /** What is there, or was, is a version that others go by. */
  private void requireChangeable(Decision decision, Optional<String> flaw) {
    context
        .kept()
        .get()
        .ifPresent(
            why -> {
              if (decision == Decision.MAKE_ANEW) {
                throw new InvalidJobException(kept(why));
              }
              throw new BadDataException(
                  flaw.orElse(context.run().bundle() + ": there is no whole bundle here")
                      + "; put it back from a copy, as "
                      + kept(why));
            });
  }

  private void perform(StageWork work, JsonNode from) {
    // Before what is there is looked at closely, which can take long.
    requireSame(work, from);
    manifest().keepMarks();
    Standing standing = work.standing();
    StageRecord record = work.record();
    Decision decision = rule(work).decide(standing, from);
    Stage stage = work.stage();
    if (decision == Decision.SKIP) {
      if (isUnsettled(record)) {
        manifest().done(stage, work.facts(), work.outputs());
      }
      context.listener().stageEnded(stage.past() + " already");
      return;
    }
    if (stage == Stage.TRAIN) {
      requireChangeable(decision, Optional.of(standing.what()).filter(what -> !what.isEmpty()));
    }
    if (!record.redo()) {
      why(standing, record)
          .ifPresent(why -> context.listener().stageBegins(stage.doing() + " again: " + why));
    }
    if (decision == Decision.MAKE_ANEW || stage == Stage.PREPARE) {
      work.requireMakeable();
      // Before the record says that it has begun: what is there then was made since.
      work.clear();
    }
    manifest().begin(stage, spec(), from);
    long began = System.nanoTime();
    work.make();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("seconds", seconds(began));
    facts.putAll(work.facts());
    manifest().done(stage, facts, work.outputs());
  }

  private static Optional<String> why(Standing standing, StageRecord record) {
    if (standing.kind() == Standing.Kind.NOTHING) {
      return record.done() ? Optional.of("what was made is no longer there") : Optional.empty();
    }
    return Optional.of(standing.what()).filter(what -> !what.isEmpty());
  }

  /** Of one that died after its output was whole, and of one that was to be made again. */
  private static boolean isUnsettled(StageRecord record) {
    return record.tree().isObject() && (!record.done() || record.stale() || record.redo());
  }

  private StageRule rule(StageWork work) {
    return new StageRule(context, work.stage(), work.record());
  }

  /**
   * @return what {@code metrics.json} holds; an empty mapping before {@link #evaluate}
   */
  public JsonNode metrics() {
    return new Figures(context.run().folder(), manifest()).read();
  }

  /**
   * @return what the stages say of themselves
   */
  public JsonNode stages() {
    ObjectNode stages = Json.beginning("");
    manifest()
        .stages()
        .fields()
        .forEachRemaining(each -> stages.set(each.getKey(), StageRecord.facts(each.getValue())));
    return stages;
  }

  private Manifest manifest() {
    return context.manifest();
  }

  private JobSpec spec() {
    return context.spec();
  }

  static double seconds(long began) {
    return Math.round((System.nanoTime() - began) / 1e6) / 1e3;
  }
}
