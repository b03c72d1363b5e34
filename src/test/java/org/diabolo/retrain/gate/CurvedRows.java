package org.diabolo.retrain.gate;

import java.util.Random;

/** Rows of a table as they are met: a few hidden causes, bent into more columns, and noise. */
final class CurvedRows {
  static final int SIZE = 16;
  private static final int CAUSES = 4;

  /** How hard the table is to learn. */
  enum Table {
    /** Bent a little: what training finds depends little on its seed. */
    CALM,
    /** Three kinds of rows, bent much, some far out: seeds find models of very different errors. */
    ROUGH
  }

  private final Table table;
  private final Random random;
  private final double[][][] bends;

  /**
   * @param seed of the rows; the table that they are from is always the same
   */
  CurvedRows(Table table, long seed) {
    this.table = table;
    this.random = new Random(1000 + seed);
    Random fixed = new Random(1);
    this.bends = new double[table == Table.CALM ? 1 : 3][SIZE][2 * CAUSES + 1];
    for (double[][] kind : bends) {
      for (double[] column : kind) {
        for (int i = 0; i < column.length; i++) {
          column[i] = fixed.nextGaussian();
        }
      }
    }
  }

  double[][] next(int count) {
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = row();
    }
    return rows;
  }

  private double[] row() {
    boolean calm = table == Table.CALM;
    double[] causes = new double[CAUSES];
    for (int i = 0; i < CAUSES; i++) {
      double tail = i == 0 && !calm ? Math.exp(0.4 * random.nextGaussian()) : 1;
      causes[i] = tail * random.nextGaussian();
    }
    double[][] kind = bends[random.nextInt(bends.length)];
    // Some rows are noisier than others.
    double noise = (calm ? 0.3 : 0.15) * Math.exp((calm ? 0.3 : 0.5) * random.nextGaussian());
    double[] row = new double[SIZE];
    for (int j = 0; j < SIZE; j++) {
      double sum = kind[j][2 * CAUSES];
      double inner = 0;
      for (int i = 0; i < CAUSES; i++) {
        double bent = kind[j][CAUSES + i];
        sum += kind[j][i] * causes[i] + (calm ? 0 : Math.sin(bent * causes[i]));
        inner += bent * causes[i];
      }
      row[j] = 10 * j + sum + (calm ? 0.6 * Math.tanh(inner) : 0) + noise * random.nextGaussian();
    }
    return row;
  }
}
