package org.diabolo.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Feed;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.Feeds;
import org.diabolo.batch.Values;
import org.diabolo.field.Field;
import org.diabolo.field.ImageField;
import org.diabolo.field.NumberField;
import org.diabolo.field.SpaceTokenizer;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.CnnSpec;
import org.diabolo.job.DecoderSpec;
import org.diabolo.job.EncoderSpec;
import org.diabolo.job.FamilySpec;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.job.MlpSpec;
import org.diabolo.job.OptimizerSpec;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RnnSpec;
import org.diabolo.job.RnnSpec.Attend;
import org.diabolo.job.RnnSpec.Attention;
import org.diabolo.job.TrainSpec;

/** Small networks of any pair of families, fields for them, and rows that can be learned. */
public final class TestFamilies {
  /** Numbers in a code. */
  public static final int CODE = 6;

  private static final int CLASSES = 3;
  private static final int LONGEST = 5;

  private TestFamilies() {}

  /** A field of a kind. */
  public static Field field(FieldSpec.Kind kind) {
    return switch (kind) {
      case VECTOR -> TestNetworks.real(7);
      case IMAGE -> new ImageField(6, 5, 2);
      case TEXT ->
          new TextField(
              new SpaceTokenizer(),
              false,
              LONGEST,
              new Vocabulary(List.of("a", "b", "c", "d", "e", "f")));
    };
  }

  /** Dense layers. */
  public static MlpSpec mlp(double dropout) {
    return new MlpSpec(
        List.of(12), Activation.TANH, dropout, Norm.LAYER, 4, MlpSpec.Reading.WINDOW);
  }

  /** Convolutions. */
  public static CnnSpec cnn(CnnSpec.Growth growth, Norm norm, double dropout) {
    return new CnnSpec(List.of(4, 3), 3, 2, List.of(8), Activation.TANH, dropout, norm, 4, growth);
  }

  /** Two layers. */
  public static RnnSpec rnn(
      boolean bidirectional, double dropout, Attention attention, Attend attend) {
    return new RnnSpec(List.of(6, 8), bidirectional, 5, dropout, attention, 2, attend);
  }

  /** The networks of a job. */
  public static Networks networks(
      Field source,
      Field target,
      FamilySpec encoder,
      FamilySpec decoder,
      RegularizationSpec regularization) {
    TrainSpec plain = TrainSpec.of(1, 8, 1, 1);
    TrainSpec train =
        new TrainSpec(
            1,
            plain.batch(),
            OptimizerSpec.constant(Optimizer.ADAM, 0.01),
            plain.averaging(),
            plain.stopping(),
            plain.checkpoints(),
            regularization,
            plain.averageBest(),
            plain.engine(),
            3);
    JobSpec spec =
        new JobSpec(
            "test",
            null,
            null,
            null,
            new EncoderSpec(encoder, CODE),
            new DecoderSpec(decoder),
            train,
            null,
            null,
            null,
            null);
    return new Networks(spec, source, target);
  }

  /** Prepared rows of both sides, each pair of one class. */
  public record Rows(List<float[]> source, List<float[]> target) {

    /** Rows that are random but for their class. */
    public static Rows random(Field source, Field target, int count, long seed) {
      Random random = new Random(seed);
      List<float[]> left = new ArrayList<>();
      List<float[]> right = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int kind = random.nextInt(CLASSES);
        left.add(row(source, kind, random));
        right.add(row(target, kind, random));
      }
      return new Rows(left, right);
    }

    /** The batch of some of them. */
    public Batch batch(Feeds feeds, int from, int to) {
      return new Batch(
          to - from, values(feeds.inputs(), from, to), values(feeds.labels(), from, to));
    }

    private List<Values> values(List<Feed> feeds, int from, int to) {
      return feeds.stream()
          .map(
              feed ->
                  FeedFiller.values(
                      feed, (feed.side() == Feed.Side.SOURCE ? source : target).subList(from, to)))
          .toList();
    }
  }

  private static float[] row(Field field, int kind, Random random) {
    if (field instanceof NumberField numbers) {
      float[] row = new float[numbers.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = (i % CLASSES == kind ? 0.9f : 0.3f * kind) + 0.1f * random.nextFloat();
      }
      return row;
    }
    float[] ids = new float[2 + kind + random.nextInt(LONGEST - CLASSES)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = Vocabulary.FIRST + 2 * kind + (random.nextInt(8) == 0 ? 1 : 0);
    }
    return ids;
  }
}
