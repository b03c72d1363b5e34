package org.diabolo.retrain.gate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.diabolo.batch.Example;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.corpus.CorpusReading;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.corpus.Split;
import org.diabolo.evaluate.PcaBaseline;
import org.diabolo.evaluate.Spread;
import org.diabolo.evaluate.TextBaselines;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.diabolo.job.BadDataException;
import org.diabolo.job.JobSpec;
import org.diabolo.model.TrialRun;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.prepare.HeldOutRows;
import org.diabolo.spark.Steps;
import org.diabolo.store.Folder;

/**
 * Judges candidates: both models run now, on the rows that the job holds out of its input as it is
 * now, each with its own fields, and are compared row by row.
 */
public final class Gate {
  private final SparkSession spark;
  private final JobSpec spec;
  private final Function<String, Folder> bundles;

  /**
   * @param spark to run on
   * @param spec the job that the candidate was made with; its input is what is judged on
   * @param bundles where a run of the job has its bundle, by the run's id: the model that began a
   *     code space may be none of both that are judged, and may be gone
   */
  public Gate(SparkSession spark, JobSpec spec, Function<String, Folder> bundles) {
    this.spark = spark;
    this.spec = spec;
    this.bundles = bundles;
  }

  /**
   * Judges a job's first model, which guards and baselines alone can speak against.
   *
   * @param candidate to be judged
   * @return what the gate says
   * @throws BadDataException when the input or the candidate's corpus cannot be read
   */
  public GateReport judgeFirst(Contender candidate) {
    return judge(Optional.empty(), candidate);
  }

  /**
   * Judges a candidate beside the model in use.
   *
   * @param champion in use
   * @param candidate that wants its place
   * @return what the gate says; that the champion cannot be compared is a refusal
   * @throws BadDataException when the input or the candidate's corpus cannot be read
   */
  public GateReport judge(Contender champion, Contender candidate) {
    return judge(Optional.of(champion), candidate);
  }

  /**
   * What is known to be said before there is a candidate, which takes hours.
   *
   * @param spec the job that the candidate will be made with
   * @param champion in use
   * @return why {@link #judge} will refuse any candidate as not comparable, a line each; empty
   *     where nothing tells so
   */
  public static List<String> foreseen(JobSpec spec, Bundle champion) {
    return Comparability.problems(spec, champion);
  }

  private GateReport judge(Optional<Contender> before, Contender now) {
    Conclusion conclusion = new Conclusion(spec.retraining().gate(), spec.train().seed());
    Optional<Bundle> candidate = conclusion.opened("candidate", () -> open(now.bundle()));
    Optional<Bundle> champion =
        before.flatMap(it -> conclusion.opened("champion", () -> open(it.bundle())));
    if (candidate.isPresent() && champion.isPresent()) {
      conclusion.refuse(Comparability.problems(spec, champion.get(), candidate.get()));
    }
    if (conclusion.isRefused()) {
      return conclusion.report(champion, candidate);
    }
    PreparedCorpus corpus = PreparedCorpus.load(now.prepared());
    Optional<PreparedCorpus> corpusBefore = before.flatMap(this::corpusIfThere);
    conclusion.compareInputs(champion, corpusBefore, corpus);
    conclusion.alignment(candidate.get());
    Optional<FirstModel> first =
        champion.flatMap(
            model -> FirstModel.of(spec, candidate.get(), model.card().version(), bundles));
    try (Steps steps = Steps.of(spark, 3)) {
      steps.next("how the train rows vary");
      RowErrors errors = errors(champion, candidate.get(), first.map(FirstModel::bundle), corpus);
      ErrorSums sums = sums(errors, candidate.get(), corpusBefore, steps);
      conclusion.compareErrors(champion.isPresent(), errors.measure(), sums);
      champion.ifPresent(
          model ->
              conclusion.compareCodes(
                  model, candidate.get(), first, sums, spec.retraining().comparable()));
    }
    return conclusion.report(champion, candidate);
  }

  static Bundle open(Folder place) {
    Bundle bundle = BundleStore.load(place);
    TrialRun.of(bundle, place.toString());
    return bundle;
  }

  /** A model outlives its corpus. */
  private Optional<PreparedCorpus> corpusIfThere(Contender contender) {
    try {
      return PreparedCorpus.isAt(contender.prepared())
          ? Optional.of(PreparedCorpus.load(contender.prepared()))
          : Optional.empty();
    } catch (BadDataException e) {
      return Optional.empty();
    }
  }

  private RowErrors errors(
      Optional<Bundle> champion, Bundle candidate, Optional<Bundle> first, PreparedCorpus corpus) {
    CorpusReading reading = corpus.read(spark);
    List<BaselineAnswers> baselines = new ArrayList<>();
    Measure measure =
        reading.during(
            () ->
                candidate.card().decoded() instanceof TextField text
                    ? texts(text, reading, baselines)
                    : numbers(candidate, reading, baselines));
    reading.require();
    return new RowErrors(
        champion.map(Earlier::of).orElse(null),
        candidate.parts(),
        first.map(Earlier::of).orElse(null),
        spec.prediction().plain(),
        measure,
        baselines,
        new RowWeights(spec.retraining().gate().draws(), spec.train().seed()));
  }

  private Measure texts(TextField field, CorpusReading reading, List<BaselineAnswers> baselines) {
    if (spec.retraining().gate().baseline()) {
      TextBaselines.of(spec, field, reading.table(Split.TRAIN))
          .forEach((name, asked) -> baselines.add(new TextBaseline(name, asked)));
    }
    return new TextMeasure(field, spec.retraining().gate().text());
  }

  private Measure numbers(
      Bundle candidate, CorpusReading reading, List<BaselineAnswers> baselines) {
    NumberField field = (NumberField) candidate.card().decoded();
    JavaRDD<Example> train = reading.examples(Split.TRAIN);
    Spreads spreads = Spreads.of(train.map(Example::target));
    if (spec.retraining().gate().baseline()) {
      boolean fits =
          spec.autoencoder() && field.size() <= PcaBaseline.MOST_COLUMNS && spreads.rows() > 1;
      PcaBaseline pca =
          fits ? PcaBaseline.fit(spark, train, field.size(), candidate.card().code()) : null;
      baselines.add(new NumberBaseline(field, pca, spreads.means()));
    }
    return new NumberMeasure(field, spreads);
  }

  private ErrorSums sums(
      RowErrors errors, Bundle candidate, Optional<PreparedCorpus> corpusBefore, Steps steps) {
    steps.next("which rows are held out");
    Dataset<Row> rows =
        sided(
                HeldOutRows.of(spark, spec, candidate.card().source(), candidate.card().target()),
                corpusBefore)
            .persist(StorageLevel.MEMORY_AND_DISK());
    Broadcast<RowErrors> broadcast =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(errors);
    try {
      long count = rows.count();
      int draws = spec.retraining().gate().draws();
      steps.next("both models on the held-out rows");
      return Spread.of(rows, count)
          .javaRDD()
          .mapPartitions(some -> List.of(broadcast.value().of(some)).iterator())
          // Of no rows there may be no partitions either.
          .treeAggregate(new ErrorSums(draws), ErrorSums::merge, ErrorSums::merge);
    } finally {
      broadcast.destroy();
      rows.unpersist(false);
    }
  }

  private Dataset<Row> sided(Dataset<Row> rows, Optional<PreparedCorpus> corpusBefore) {
    if (corpusBefore.isEmpty()) {
      return rows.withColumn(RowErrors.SIDE, lit(RowErrors.UNKNOWN));
    }
    Dataset<Row> sides = corpusBefore.get().sides(spark);
    return rows.join(sides, rows.col(HeldOutRows.KEY).equalTo(sides.col(CorpusColumns.KEY)), "left")
        .select(
            rows.col(HeldOutRows.KEY),
            col(HeldOutRows.TOGETHER),
            col(HeldOutRows.BY),
            col(HeldOutRows.SOURCE),
            col(HeldOutRows.TARGET),
            col(RowErrors.SIDE));
  }
}
