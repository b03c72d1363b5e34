package org.diabolo.pipeline;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.average.ParameterAveraging;
import org.diabolo.average.Trained;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feed;
import org.diabolo.corpus.CorpusReading;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.corpus.Split;
import org.diabolo.drift.References;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.select.Engines;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.network.Networks;
import org.diabolo.prepare.GivenFields;

/**
 * Trains on a run's corpus, once or with several seeds: what all of them need is made once. A
 * training's end is a bundle that is {@link #finished} only when it is the run's.
 */
final class Training implements AutoCloseable {
  private final RunContext context;
  private final Rows rows;
  private final Optional<WarmStart> warm;
  private final Anchoring anchoring;

  /** What is trained on, and networks of the job as it is, which take it. */
  private record Rows(PreparedCorpus corpus, CorpusReading reading, Networks networks) {}

  /**
   * @throws org.diabolo.job.BadDataException when there is no whole corpus, or an earlier model is
   *     not any more what it was
   * @throws org.diabolo.job.InvalidJobException as {@link #check}
   */
  Training(RunContext context) {
    this.context = context;
    this.rows = checked(context);
    context.listener().stageBegins("training on " + rows.corpus.rows(Split.TRAIN) + " rows");
    this.warm = WarmStart.of(context);
    Feed label = rows.networks.feeds().labels().get(0);
    this.anchoring = Anchoring.of(context, rows.corpus, rows.reading, label, warm);
  }

  /**
   * @throws org.diabolo.job.BadDataException when there is no whole corpus
   * @throws org.diabolo.job.InvalidJobException when the job asks for what its rows or its
   *     executors have no room for
   */
  static void check(RunContext context) {
    checked(context);
  }

  private static Rows checked(RunContext context) {
    PreparedCorpus corpus = PreparedCorpus.load(context.run().prepared());
    CorpusReading reading = corpus.read(context.spark());
    JobSpec spec = context.spec();
    Networks networks =
        new Networks(spec, corpus.card().source(), corpus.decoded(), context.userGraphs());
    new TrainingCheck(context.spark(), spec)
        .beforeRounds(networks, networks.joint(), corpus.rows(Split.TRAIN));
    return new Rows(corpus, reading, networks);
  }

  /**
   * @param spec the job, of any seed
   * @param place where rounds and checkpoints go
   * @return a model as it came out of the training
   */
  Bundle train(JobSpec spec, RunDirectory place) {
    long began = System.nanoTime();
    StageListener listener = context.listener();
    PreparedCorpus corpus = rows.corpus;
    CorpusReading reading = rows.reading;
    Networks plain = rows.networks;
    Networks networks = new Networks(spec, plain.source(), plain.target(), plain.user());
    ReplicaFactory factory =
        Engines.replicas(spec.train().engine(), anchoring.graph(networks).toJson());
    RoundLog rounds = new RoundLog(place.folder(), Engines.name(factory), listener);
    ParameterAveraging cold =
        new ParameterAveraging(
            JavaSparkContext.fromSparkContext(context.spark().sparkContext()),
            spec.train(),
            anchoring.feeds(networks),
            factory,
            rounds,
            place.checkpoints());
    ParameterAveraging averaging =
        warm.map(model -> cold.startingFrom(model.parameters(networks))).orElse(cold);
    Map<String, Double> unknown =
        warm.map(WarmStart::unknown).orElseGet(() -> GivenFields.unknown(corpus.card()));
    Trained trained =
        reading.during(
            () -> {
              JavaRDD<Example> train = reading.examples(Split.TRAIN);
              return averaging
                  .measuredBy(train)
                  .train(
                      anchoring.train(train),
                      corpus.rows(Split.TRAIN),
                      anchoring.valid(reading.examples(Split.VALID)),
                      corpus.rows(Split.VALID),
                      reading::require);
            });
    // Once more: what was lost with an executor has been read again.
    reading.require();
    rounds.write();
    TrainingReport report = new TrainingReport(spec.train().stopping(), trained);
    Map<String, Object> facts = report.facts(rounds.engines(), Pipeline.seconds(began));
    anchoring.facts().ifPresent(its -> facts.put(Anchoring.MEMBER, its));
    listener.stageEnded(report.line());
    listener.stageEnded("time: " + trained.timesLine());
    return TrainedBundle.of(
        spec,
        context.run().id(),
        networks,
        context.start(),
        corpus.card(),
        unknown,
        trained,
        facts);
  }

  /**
   * @param trained a model of this training
   * @return the same in the code space that it is of, with how its held-out rows look
   */
  Bundle finished(Bundle trained) {
    Bundle finished =
        rows.reading.during(
            () -> {
              Bundle settled = anchoring.settled(trained);
              return References.of(
                      context.spark(), context.spec(), settled, rows.corpus, rows.reading)
                  .map(settled::withReference)
                  .filter(this::isReadable)
                  .orElse(settled);
            });
    rows.reading.require();
    return finished;
  }

  /** A model is worth more than what is told of its rows, without which it can be read. */
  private boolean isReadable(Bundle withReference) {
    Optional<String> obstacle = BundleStore.obstacle(withReference);
    obstacle.ifPresent(
        why -> context.listener().stageEnded("drift cannot be told of this model: " + why));
    return obstacle.isEmpty();
  }

  @Override
  public void close() {
    anchoring.close();
  }
}
