package org.diabolo.batch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Chunks whose numbers tell which row they came from. */
final class Chunks {
  /** Numbers of a source. */
  static final int WIDTH = 3;

  private Chunks() {}

  /** Row {@code r} of chunk {@code c} is {@code 1000 c + r}, that plus 0.25, that plus 0.5. */
  static float[] source(int chunk, int row) {
    float id = 1000 * chunk + row;
    return new float[] {id, id + 0.25f, id + 0.5f};
  }

  /** The target belonging to a source: one number, the row's name below 0. */
  static float[] target(int chunk, int row) {
    return new float[] {-(1000 * chunk + row)};
  }

  static List<Chunk> autoencoder(int... rows) {
    return build(true, rows);
  }

  static List<Chunk> withTargets(int... rows) {
    return build(false, rows);
  }

  private static List<Chunk> build(boolean shared, int[] rows) {
    List<Chunk> chunks = new ArrayList<>();
    for (int c = 0; c < rows.length; c++) {
      List<Example> examples = new ArrayList<>();
      for (int r = 0; r < rows[c]; r++) {
        float[] source = source(c, r);
        examples.add(new Example(c + "/" + r, source, shared ? source : target(c, r)));
      }
      chunks.add(Chunk.of(c, examples));
    }
    return chunks;
  }

  /** There and back through Java serialisation, as Spark moves and caches. */
  static <T> T serialised(T value, Class<T> type) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(value);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        return type.cast(in.readObject());
      }
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
