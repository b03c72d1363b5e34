package org.diabolo.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.diabolo.batch.Batch;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.Values;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.select.Engines;
import org.diabolo.field.CharTokenizer;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.PredictSpec;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RnnSpec;
import org.diabolo.job.TrainSpec.Engine;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.diabolo.network.Networks;
import org.diabolo.network.TestFamilies;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The classic check of attention, masks and teacher forcing: sequences of 3 to 8 of 20 symbols are
 * to be said again, forwards or backwards, and sequences that were never trained on are.
 */
class CopyAndReverseTest {
  private static final int BATCH = 64;
  private static final int STEPS = 500;
  private static final int UNSEEN = 300;
  private static final List<String> SYMBOLS =
      IntStream.range('a', 'a' + 20).mapToObj(Character::toString).toList();

  private static final TextField FIELD =
      new TextField(new CharTokenizer(), false, 8, new Vocabulary(SYMBOLS));

  enum Task {
    COPY(text -> text),
    REVERSE(text -> new StringBuilder(text).reverse().toString());

    private final UnaryOperator<String> right;

    Task(UnaryOperator<String> right) {
      this.right = right;
    }
  }

  private final Random random = new Random(3);

  @ParameterizedTest
  @EnumSource(Task.class)
  void unseenSequencesComeOutRight(Task task) {
    Set<String> unseen = new HashSet<>();
    while (unseen.size() < UNSEEN) {
      unseen.add(sequence());
    }
    Networks networks =
        TestFamilies.networks(
            FIELD,
            FIELD,
            rnn(true, RnnSpec.Attention.NONE),
            rnn(false, RnnSpec.Attention.DOT),
            RegularizationSpec.NONE);
    Bundle.Parts parts = trained(networks, task, unseen);
    List<String> asked = unseen.stream().sorted().toList();

    for (int beam : new int[] {1, 3}) {
      List<List<Hypothesis>> found =
          new TextPredictor(parts, new PredictSpec(beam, 1, 0, 0, false, List.of()))
              .predict(asked.stream().map(FIELD::toNetwork).toList());
      long right =
          IntStream.range(0, asked.size())
              .filter(
                  i ->
                      FIELD
                          .text(found.get(i).get(0).tokens())
                          .equals(task.right.apply(asked.get(i))))
              .count();
      assertThat(right / (double) UNSEEN).as("exact with beam %d", beam).isGreaterThan(0.99);
    }
  }

  private static RnnSpec rnn(boolean bidirectional, RnnSpec.Attention attention) {
    return new RnnSpec(List.of(64), bidirectional, 32, 0, attention, 1, RnnSpec.Attend.AFTER);
  }

  private Bundle.Parts trained(Networks networks, Task task, Set<String> unseen) {
    ReplicaFactory factory = Engines.replicas(Engine.FUSED, networks.joint().toJson());
    Replica replica = factory.create();
    replica.load(factory.start(), 1);
    for (int step = 0; step < STEPS; step++) {
      replica.step(
          batch(networks, task, unseen), 0.005 * Math.min(1, 3.0 * (STEPS - step) / STEPS));
    }
    float[] parameters = replica.save().parameters();
    return new Bundle.Parts(
        "test/1",
        "test/1",
        FIELD,
        FIELD,
        networks.feeds(),
        NetworkFile.write(networks.part(parameters, networks.encoder())),
        NetworkFile.write(networks.part(parameters, networks.decoder())));
  }

  private Batch batch(Networks networks, Task task, Set<String> unseen) {
    List<float[]> sources = new ArrayList<>();
    List<float[]> targets = new ArrayList<>();
    while (sources.size() < BATCH) {
      String text = sequence();
      if (!unseen.contains(text)) {
        sources.add(FIELD.toNetwork(text));
        targets.add(FIELD.toNetwork(task.right.apply(text)));
      }
    }
    List<Values> inputs =
        List.of(
            FeedFiller.values(networks.feeds().inputs().get(0), sources),
            FeedFiller.values(networks.feeds().inputs().get(1), targets));
    Values labels = FeedFiller.values(networks.feeds().labels().get(0), targets);
    return new Batch(BATCH, inputs, List.of(labels));
  }

  private String sequence() {
    return random
        .ints(3 + random.nextInt(6), 0, SYMBOLS.size())
        .mapToObj(SYMBOLS::get)
        .collect(Collectors.joining());
  }
}
