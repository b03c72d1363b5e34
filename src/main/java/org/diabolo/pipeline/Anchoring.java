package org.diabolo.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.diabolo.anchor.Anchors;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feed;
import org.diabolo.batch.Feeds;
import org.diabolo.corpus.CorpusReading;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.job.RetrainSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.Networks;

/**
 * How a training keeps codes near to those of an earlier model, or leads them there when it is
 * done; or that it does neither.
 */
final class Anchoring implements AutoCloseable {
  /** What the facts of a training call it, where it was done. */
  static final String MEMBER = "anchored";

  private static final Anchoring NONE = new Anchoring(null, null, null);

  private final Start start;
  private final CodeSpace space;
  private final Anchors anchors;

  private Anchoring(Start start, CodeSpace space, Anchors anchors) {
    this.start = start;
    this.space = space;
    this.anchors = anchors;
  }

  /**
   * @param label how the new model's targets are compared
   * @param warm the model that the training begins with
   * @throws org.diabolo.job.BadDataException when the earlier model is not any more what it was
   */
  static Anchoring of(
      RunContext context,
      PreparedCorpus corpus,
      CorpusReading reading,
      Feed label,
      Optional<WarmStart> warm) {
    Optional<WarmStart> earlier = WarmStart.anchor(context, warm);
    if (earlier.isEmpty()) {
      return NONE;
    }
    String id = earlier.get().run().id();
    Optional<String> mismatch = Anchors.mismatch(corpus.card().source(), earlier.get().bundle());
    if (mismatch.isPresent()) {
      return none(context, id, mismatch.get());
    }
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    Anchors anchors =
        reading.during(() -> new Anchors(spark, earlier.get().bundle(), corpus, reading, label));
    if (!anchors.hold()) {
      anchors.close();
      return none(context, id, "its codes of these rows are all the same, or none");
    }
    CodeSpace space =
        new CodeSpace(
            earlier.get().bundle().card(),
            anchors,
            context.start().anchor().comparable(),
            context.listener());
    return new Anchoring(context.start(), space, anchors);
  }

  private static Anchoring none(RunContext context, String champion, String why) {
    context.listener().stageEnded(Start.newSpace(champion, why));
    return NONE;
  }

  /** Whether the training itself keeps the codes near. */
  private boolean holds() {
    return anchors != null && start.codes() == RetrainSpec.Codes.ANCHORED;
  }

  /**
   * @param trained a model as it came out of the training
   * @return the same of the code space that it is of
   */
  Bundle settled(Bundle trained) {
    if (anchors == null) {
      return trained;
    }
    return holds() ? space.settled(trained) : space.aligned(trained);
  }

  ComputationGraphConfiguration graph(Networks networks) {
    return holds() ? networks.anchored(anchors.weight()) : networks.joint();
  }

  Feeds feeds(Networks networks) {
    Feeds feeds = networks.feeds();
    return holds() ? feeds.anchored(networks.spec().encoder().code()) : feeds;
  }

  /** The train rows. */
  JavaRDD<Example> train(JavaRDD<Example> rows) {
    return holds() ? anchors.rows() : rows;
  }

  /**
   * Without anchors: what stops a training, chooses among seeds and is told from night to night is
   * how well rows are decoded, in the same units as of a training that has nothing to stay near to.
   */
  JavaRDD<Example> valid(JavaRDD<Example> rows) {
    return holds() ? Anchors.without(rows) : rows;
  }

  /** What was done, for manifest and bundle; nothing where nothing was. */
  Optional<Map<String, Object>> facts() {
    if (!holds()) {
      return Optional.empty();
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("champion", start.anchor().champion());
    facts.put("weight", anchors.weight());
    facts.put("variance", anchors.variance());
    facts.put("share", anchors.share());
    return Optional.of(facts);
  }

  @Override
  public void close() {
    if (anchors != null) {
      anchors.close();
    }
  }
}
