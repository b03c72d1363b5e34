package org.diabolo.evaluate;

import java.util.List;
import org.apache.spark.sql.Row;

/** Numbers of prepared rows. */
final class PreparedNumbers {
  private PreparedNumbers() {}

  static float[] floats(Row row, int column) {
    List<Float> numbers = row.getList(column);
    float[] floats = new float[numbers.size()];
    int next = 0;
    for (float number : numbers) {
      floats[next++] = number;
    }
    return floats;
  }
}
