package org.diabolo.pipeline;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.diabolo.average.ParameterAveraging;
import org.diabolo.average.Trained;
import org.diabolo.batch.Example;
import org.diabolo.drift.References;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.select.Engines;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.network.Networks;
import org.diabolo.network.reference.Reference;
import org.diabolo.prepare.CorpusReading;
import org.diabolo.prepare.GivenFields;
import org.diabolo.prepare.PreparedCorpus;
import org.diabolo.prepare.Split;

/**
 * Trains on a run's corpus and writes a bundle.
 *
 * @param place where rounds, checkpoints and bundle go
 */
record Training(RunContext context, RunDirectory place) {
  /** What is trained, and on what. */
  private record Begun(
      PreparedCorpus corpus,
      CorpusReading reading,
      Networks networks,
      ComputationGraphConfiguration graph) {}

  /**
   * @throws org.diabolo.job.BadDataException when there is no whole corpus
   * @throws org.diabolo.job.InvalidJobException when the job asks for what its rows or its
   *     executors have no room for
   */
  void check() {
    begin();
  }

  private Begun begin() {
    JobSpec spec = context.spec();
    PreparedCorpus corpus = PreparedCorpus.load(context.run().prepared());
    CorpusReading reading = corpus.read(context.spark());
    Networks networks =
        new Networks(spec, corpus.card().source(), corpus.decoded(), context.userGraphs());
    ComputationGraphConfiguration graph = networks.joint();
    new TrainingCheck(context.spark(), spec)
        .beforeRounds(networks, graph, corpus.rows(Split.TRAIN));
    return new Begun(corpus, reading, networks, graph);
  }

  void run() {
    long began = System.nanoTime();
    Begun begun = begin();
    context.listener().stageBegins("training on " + begun.corpus.rows(Split.TRAIN) + " rows");
    try (Anchoring anchoring = Anchoring.of(context, begun.corpus, begun.reading, begun.networks)) {
      run(began, begun, anchoring);
    }
  }

  private void run(long began, Begun begun, Anchoring anchoring) {
    JobSpec spec = context.spec();
    StageListener listener = context.listener();
    PreparedCorpus corpus = begun.corpus;
    CorpusReading reading = begun.reading;
    Networks networks = begun.networks;
    String joint = anchoring.graph(networks, begun.graph).toJson();
    ReplicaFactory factory = Engines.replicas(spec.train().engine(), joint);
    RoundLog rounds = new RoundLog(place.folder(), Engines.name(factory), listener);
    Optional<WarmStart> warm = WarmStart.of(context);
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
              JavaRDD<Example> rows = reading.examples(Split.TRAIN);
              return averaging
                  .measuredBy(rows)
                  .train(
                      anchoring.train(rows),
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
    Bundle bundle =
        TrainedBundle.of(
            spec,
            context.run().id(),
            networks,
            context.start(),
            corpus.card(),
            unknown,
            trained,
            facts);
    Bundle settled = reading.during(() -> anchoring.settled(bundle));
    reading.require();
    BundleStore.save(settled.withReference(reference(settled, corpus)), place.bundle());
    listener.stageEnded(report.line());
    listener.stageEnded("time: " + trained.timesLine());
  }

  /** Null where none can be told. */
  private Reference reference(Bundle bundle, PreparedCorpus corpus) {
    CorpusReading reading = corpus.read(context.spark());
    Optional<Reference> reference =
        reading.during(
            () -> References.of(context.spark(), context.spec(), bundle, corpus, reading));
    reading.require();
    return reference.orElse(null);
  }
}
