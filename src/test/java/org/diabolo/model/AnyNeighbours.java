package org.diabolo.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.engine.natives.Natives;
import org.diabolo.field.ImageField;
import org.diabolo.field.NumberField;
import org.diabolo.field.VectorField;
import org.diabolo.job.CnnSpec.Growth;
import org.diabolo.job.FamilySpec;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.MlpSpec;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RnnSpec.Attend;
import org.diabolo.job.RnnSpec.Attention;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.diabolo.network.Networks;
import org.diabolo.network.TestFamilies;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Encodes the same rows in batches of other sizes, orders and neighbours, and counts what changes.
 * Has a main method for processes with another kernel of BLAS.
 */
final class AnyNeighbours {
  private static final int ROWS = 300;

  /** Of one size: on a busy machine each product of several threads waits for the slowest. */
  private static final int MOST_BATCHES = 40;

  private AnyNeighbours() {}

  /** Prints how many rows of each model changed. */
  public static void main(String... arguments) {
    System.out.print(Natives.kernel() + ": ");
    models().forEach(model -> System.out.print(changed(model) + " "));
    System.out.println("rows changed");
  }

  static List<Bundle.Parts> models() {
    FamilySpec wide =
        new MlpSpec(List.of(64), Activation.RELU, 0, Norm.NONE, 4, MlpSpec.Reading.WINDOW);
    FamilySpec rnn = TestFamilies.rnn(true, 0, Attention.NONE, Attend.AFTER);
    return List.of(
        model(VectorField.unscaled(128), wide),
        model(VectorField.unscaled(7), TestFamilies.mlp(0)),
        model(VectorField.unscaled(51), rnn),
        model(new ImageField(6, 5, 2), TestFamilies.cnn(Growth.TRANSPOSED, Norm.BATCH, 0)),
        model(new ImageField(28, 28, 1), TestFamilies.cnn(Growth.UPSAMPLING, Norm.NONE, 0)),
        model(new ImageField(6, 5, 2), rnn));
  }

  private static Bundle.Parts model(NumberField field, FamilySpec family) {
    Networks networks =
        TestFamilies.networks(field, field, family, family, RegularizationSpec.NONE);
    ComputationGraph whole = new ComputationGraph(networks.joint());
    whole.init();
    whole.params().addi(Nd4j.rand(whole.params().shape()).muli(0.1));
    float[] parameters = whole.params().toFloatVector();
    return new Bundle.Parts(
        "test/one",
        "test/one",
        field,
        field,
        networks.feeds(),
        NetworkFile.write(networks.part(parameters, networks.encoder())),
        NetworkFile.write(networks.part(parameters, networks.decoder())));
  }

  /**
   * @return rows whose code or error has other bits somewhere than when all are encoded in order
   */
  static int changed(Bundle.Parts parts) {
    Random random = new Random(6);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      float[] row = new float[((NumberField) parts.source()).size()];
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextFloat() - 0.3f;
      }
      rows.add(row);
    }
    NumberCodes networks = new NumberCodes(parts, NumberCodes.Withal.ERROR);
    List<Integer> order = new ArrayList<>(IntStream.range(0, ROWS).boxed().toList());
    int most = networks.rows();
    int[][] expected = encoded(networks, rows, order, most);
    boolean[] changed = new boolean[ROWS];
    for (int size : new int[] {1, 3, 17, most - 1, most}) {
      Collections.shuffle(order, random);
      List<Integer> some = order.subList(0, Math.min(ROWS, MOST_BATCHES * size));
      int[][] found = encoded(networks, rows, some, size);
      for (int i : some) {
        changed[i] |= !Arrays.equals(expected[i], found[i]);
      }
    }
    return (int) IntStream.range(0, ROWS).filter(i -> changed[i]).count();
  }

  /** Bits of each row's code and error. */
  private static int[][] encoded(
      NumberCodes networks, List<float[]> rows, List<Integer> order, int most) {
    int[][] bits = new int[rows.size()][];
    int from = 0;
    while (from < order.size()) {
      int to = from;
      List<Integer> places = new ArrayList<>();
      while (to < order.size() && to < from + most) {
        int place = networks.add(rows.get(order.get(to)));
        if (place < 0) {
          break;
        }
        places.add(place);
        to++;
      }
      NumberCodes.Coded coded = networks.encode();
      for (int i = from; i < to; i++) {
        int place = places.get(i - from);
        float[] all = Arrays.copyOf(coded.codes()[place], coded.codes()[place].length + 1);
        all[all.length - 1] = coded.errors()[place];
        int[] each = new int[all.length];
        Arrays.setAll(each, j -> Float.floatToRawIntBits(all[j]));
        bits[order.get(i)] = each;
      }
      from = to;
    }
    return bits;
  }
}
