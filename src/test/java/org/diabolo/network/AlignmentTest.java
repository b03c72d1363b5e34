package org.diabolo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.diabolo.engine.dl4j.Dl4jForward;
import org.diabolo.engine.select.Engines;
import org.diabolo.field.Field;
import org.diabolo.job.CnnSpec;
import org.diabolo.job.FamilySpec;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.FieldSpec.Kind;
import org.diabolo.job.MlpSpec;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RnnSpec.Attend;
import org.diabolo.job.RnnSpec.Attention;
import org.diabolo.space.AffineMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** Of every kind of decoder the model does what it did, by other codes. */
class AlignmentTest {
  private static final int ROWS = 7;
  private static final Field VECTOR = TestFamilies.field(Kind.VECTOR);
  private static final Field IMAGE = TestFamilies.field(Kind.IMAGE);
  private static final Field TEXT = TestFamilies.field(Kind.TEXT);

  private static MlpSpec mlp(Norm norm, Integer... layers) {
    return new MlpSpec(
        List.of(layers), FamilySpec.Activation.TANH, 0, norm, 4, MlpSpec.Reading.WINDOW);
  }

  private static FamilySpec rnn(boolean bidirectional, Attention attention, Attend attend) {
    return TestFamilies.rnn(bidirectional, 0, attention, attend);
  }

  private static FamilySpec cnn(Norm norm) {
    return TestFamilies.cnn(CnnSpec.Growth.TRANSPOSED, norm, 0);
  }

  static Stream<Arguments> models() {
    FamilySpec plain = rnn(false, Attention.NONE, Attend.AFTER);
    return Stream.of(
        Arguments.of("dense", VECTOR, VECTOR, mlp(Norm.NONE, 12), mlp(Norm.NONE, 12), true),
        Arguments.of("linear", VECTOR, VECTOR, mlp(Norm.NONE), mlp(Norm.NONE), true),
        Arguments.of("cnn", IMAGE, IMAGE, cnn(Norm.NONE), cnn(Norm.BATCH), true),
        Arguments.of("rnn of numbers", IMAGE, VECTOR, plain, plain, true),
        Arguments.of("layer norm", VECTOR, VECTOR, mlp(Norm.NONE, 12), mlp(Norm.LAYER, 12), false),
        Arguments.of("batch norm", VECTOR, VECTOR, mlp(Norm.NONE, 12), mlp(Norm.BATCH, 12), false),
        Arguments.of("rnn", TEXT, TEXT, plain, plain, false),
        Arguments.of(
            "dot",
            TEXT,
            TEXT,
            rnn(true, Attention.NONE, Attend.AFTER),
            rnn(false, Attention.DOT, Attend.AFTER),
            false),
        Arguments.of(
            "heads", TEXT, TEXT, plain, rnn(false, Attention.MULTIHEAD, Attend.BETWEEN), false),
        Arguments.of("positions", TEXT, TEXT, mlp(Norm.NONE, 12), mlp(Norm.NONE, 12), false),
        Arguments.of("cnn of text", TEXT, TEXT, cnn(Norm.NONE), cnn(Norm.NONE), true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void theModelDoesWhatItDid(
      String name,
      Field source,
      Field target,
      FamilySpec encoder,
      FamilySpec decoder,
      boolean folds) {
    Networks networks =
        TestFamilies.networks(source, target, encoder, decoder, RegularizationSpec.NONE);
    float[] parameters = parameters(networks);
    ComputationGraph first = networks.part(parameters, networks.encoder());
    ComputationGraph last = networks.part(parameters, networks.decoder());
    AffineMap map = map();

    Alignment aligned = Alignment.of(NetworkFile.write(first), NetworkFile.write(last), map);

    assertThat(aligned.folded()).isEqualTo(folds);
    Batch batch =
        TestFamilies.Rows.random(source, target, ROWS, 5).batch(networks.feeds(), 0, ROWS);
    List<Values> coded = encoded(first, batch);
    List<Values> mapped = encoded(aligned.encoder(), batch);
    float[] codes = coded.get(0).data();
    float[] expected = new float[codes.length];
    for (int i = 0; i < codes.length; i++) {
      int row = i / TestFamilies.CODE * TestFamilies.CODE;
      int column = i % TestFamilies.CODE;
      double sum = map.shift()[column];
      for (int j = 0; j < TestFamilies.CODE; j++) {
        sum += codes[row + j] * map.weights().getEntry(j, column);
      }
      expected[i] = (float) sum;
    }
    assertThat(mapped.get(0).data()).containsExactly(expected, within(1e-5f));
    assertThat(decoded(aligned.decoder(), mapped, batch))
        .containsExactly(decoded(last, coded, batch), within(1e-4f));

    // And begins another training as what it is.
    float[] joined = networks.joined(List.of(aligned.encoder(), aligned.decoder()));
    if (folds) {
      ComputationGraph again = networks.part(joined, networks.encoder());
      assertThat(encoded(again, batch).get(0).data()).isEqualTo(mapped.get(0).data());
    } else {
      assertThat(joined).isEqualTo(parameters);
    }
  }

  /** What a served model is run by, and DL4J itself. */
  private static List<Values> encoded(ComputationGraph encoder, Batch batch) {
    List<Values> source = batch.inputs().subList(0, 1);
    List<Values> ours = Engines.forward(NetworkFile.write(encoder)).apply(ROWS, source);
    List<Values> theirs =
        new Dl4jForward(NetworkFile.read(NetworkFile.write(encoder))).apply(ROWS, source);
    assertThat(ours.get(0).data()).containsExactly(theirs.get(0).data(), within(1e-5f));
    return ours.stream()
        .map(each -> each.length() > 1 && each.mask() == null ? masked(each, batch) : each)
        .toList();
  }

  private static Values masked(Values values, Batch batch) {
    return new Values(values.data(), values.length(), batch.inputs().get(0).mask());
  }

  private static float[] decoded(ComputationGraph decoder, List<Values> encoded, Batch batch) {
    List<Values> inputs = new ArrayList<>(encoded);
    inputs.addAll(batch.inputs().subList(1, batch.inputs().size()));
    return Engines.forward(NetworkFile.write(decoder)).apply(ROWS, inputs).get(0).data();
  }

  private static float[] parameters(Networks networks) {
    ComputationGraph whole = new ComputationGraph(networks.joint());
    whole.init();
    whole.params().addi(Nd4j.rand(whole.params().shape()).muli(0.1));
    return whole.params().toFloatVector();
  }

  private static AffineMap map() {
    Random random = new Random(8);
    double[][] weights = new double[TestFamilies.CODE][TestFamilies.CODE];
    double[] shift = new double[TestFamilies.CODE];
    for (int i = 0; i < shift.length; i++) {
      shift[i] = random.nextGaussian();
      for (int j = 0; j < shift.length; j++) {
        weights[i][j] = (i == j ? 1 : 0) + 0.2 * random.nextGaussian();
      }
    }
    return AffineMap.of(weights, shift);
  }
}
