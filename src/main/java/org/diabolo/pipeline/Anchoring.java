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
import org.diabolo.network.Networks;
import org.diabolo.prepare.CorpusReading;
import org.diabolo.prepare.PreparedCorpus;

/** How a training keeps codes near to those of an earlier model; or that it does not. */
final class Anchoring implements AutoCloseable {
  /** What the facts of a training call it, where it was done. */
  static final String MEMBER = "anchored";

  private static final Anchoring NONE = new Anchoring(null, null);

  private final String champion;
  private final Anchors anchors;

  private Anchoring(String champion, Anchors anchors) {
    this.champion = champion;
    this.anchors = anchors;
  }

  /**
   * @throws org.diabolo.job.BadDataException when the earlier model is not any more what it was
   */
  static Anchoring of(
      RunContext context, PreparedCorpus corpus, CorpusReading reading, Networks networks) {
    Optional<WarmStart> earlier = WarmStart.anchor(context);
    if (earlier.isEmpty()) {
      return NONE;
    }
    String id = earlier.get().run().id();
    Optional<String> mismatch = Anchors.mismatch(corpus.card().source(), earlier.get().bundle());
    if (mismatch.isPresent()) {
      return none(context, id, mismatch.get());
    }
    Feed label = networks.feeds().labels().get(0);
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    Anchors anchors =
        reading.during(() -> new Anchors(spark, earlier.get().bundle(), corpus, reading, label));
    if (!anchors.hold()) {
      anchors.close();
      return none(context, id, "its codes of these rows are all the same, or none");
    }
    return new Anchoring(id, anchors);
  }

  private static Anchoring none(RunContext context, String champion, String why) {
    context.listener().stageEnded(Start.newSpace(champion, why));
    return NONE;
  }

  ComputationGraphConfiguration graph(Networks networks, ComputationGraphConfiguration plain) {
    return anchors == null ? plain : networks.anchored(anchors.weight());
  }

  Feeds feeds(Networks networks) {
    Feeds feeds = networks.feeds();
    return anchors == null ? feeds : feeds.anchored(networks.spec().encoder().code());
  }

  /** The train rows. */
  JavaRDD<Example> train(JavaRDD<Example> rows) {
    return anchors == null ? rows : anchors.rows();
  }

  /**
   * Without anchors: what stops a training, chooses among seeds and is told from night to night is
   * how well rows are decoded, in the same units as of a training that has nothing to stay near to.
   */
  JavaRDD<Example> valid(JavaRDD<Example> rows) {
    return anchors == null ? rows : Anchors.without(rows);
  }

  /** What was done, for manifest and bundle; nothing where nothing was. */
  Optional<Map<String, Object>> facts() {
    if (anchors == null) {
      return Optional.empty();
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("champion", champion);
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
