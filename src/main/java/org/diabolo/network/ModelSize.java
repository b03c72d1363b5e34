package org.diabolo.network;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.diabolo.field.Field;
import org.diabolo.field.ImageField;
import org.diabolo.field.TextField;
import org.diabolo.field.VectorField;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.FieldSpec.ImageSpec;
import org.diabolo.job.FieldSpec.VectorSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.TextSpec;

/**
 * How large a job's model will be, from the job file alone, before any data is read. What only the
 * data can say is assumed, rather too large: a vector of unknown size has {@value #VECTOR} numbers,
 * words and subwords are as many as {@code vocabulary} allows, and characters no more than {@value
 * #CHARACTERS}.
 */
public final class ModelSize {
  private static final int VECTOR = 1024;
  private static final int CHARACTERS = 8192;
  private static final int FEW = 8;

  private ModelSize() {}

  /**
   * @param spec the job
   * @param user the configurations of families that are not ours
   * @return source to target, over fields of the assumed sizes
   * @throws InvalidJobException when families do not fit the fields, or not their assumed sizes
   */
  public static ComputationGraphConfiguration assumed(JobSpec spec, UserGraphs user) {
    return joint(spec, user, Integer.MAX_VALUE);
  }

  /**
   * @throws InvalidJobException when families do not fit the fields; how many tokens there are
   *     makes no difference to that
   */
  static void requireFit(JobSpec spec, UserGraphs user) {
    joint(spec, user, FEW);
  }

  private static ComputationGraphConfiguration joint(
      JobSpec spec, UserGraphs user, int mostTokens) {
    Field source = field(spec.source(), mostTokens);
    Field target = spec.autoencoder() ? source : field(spec.target(), mostTokens);
    return new Networks(spec, source, target, user).joint();
  }

  /**
   * @param field of a job
   * @return whether the job says how wide its rows are, if not how many tokens there are
   */
  static boolean isStated(FieldSpec field) {
    return !(field instanceof VectorSpec vector) || vector.size() > 0;
  }

  /**
   * @param spec the job
   * @return whether {@link #assumed} has the very sizes that the networks will have
   */
  public static boolean isKnown(JobSpec spec) {
    return Stream.of(spec.source(), spec.decoded())
        .allMatch(field -> isStated(field) && !(field instanceof TextSpec));
  }

  /**
   * @param graph with all its sizes
   * @return the number of its parameters
   */
  public static long parameters(ComputationGraphConfiguration graph) {
    return graph.getVertices().values().stream()
        .mapToLong(vertex -> vertex.numParams(/* backprop= */ true))
        .sum();
  }

  private static Field field(FieldSpec spec, int mostTokens) {
    if (spec instanceof VectorSpec vector) {
      return VectorField.unscaled(vector.size() == 0 ? VECTOR : vector.size());
    }
    if (spec instanceof ImageSpec image) {
      return new ImageField(image.height(), image.width(), image.channels());
    }
    TextSpec text = (TextSpec) spec;
    int most =
        text.tokens() == TextSpec.Tokens.CHAR ? Math.min(mostTokens, CHARACTERS) : mostTokens;
    return TextField.unfitted(text)
        .knowing(
            new Vocabulary(
                IntStream.range(0, Math.min(text.vocabulary(), most))
                    .mapToObj(Integer::toString)
                    .toList()));
  }
}
