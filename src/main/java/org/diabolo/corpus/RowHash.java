package org.diabolo.corpus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * 64-bit hashes of a prepared row's content: the first half of MurmurHash3's 128 bits for x64 (A.
 * Appleby, 2011), seed 0, over the row's cells one after the other. Each cell is led by its length
 * in bytes in four bytes, -1 where it is null, so that no two rows give the same bytes; numbers are
 * IEEE singles; all is little-endian. Used by one thread at a time.
 */
final class RowHash {
  private static final int NOT_THERE = -1;

  private final int key;
  private final int[] numbers;
  private final int[] texts;
  private ByteBuffer bytes = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * @param schema of the rows, with the columns of a prepared corpus that are there
   */
  RowHash(StructType schema) {
    this.key = schema.fieldIndex(CorpusColumns.KEY);
    this.numbers = places(schema, List.of(CorpusColumns.SOURCE, CorpusColumns.TARGET));
    this.texts =
        places(
            schema,
            List.of(CorpusColumns.SOURCE_TEXT, CorpusColumns.TARGET_TEXT, CorpusColumns.BY));
  }

  private static int[] places(StructType schema, List<String> wanted) {
    List<String> names = List.of(schema.fieldNames());
    return wanted.stream().filter(names::contains).mapToInt(schema::fieldIndex).toArray();
  }

  RowSum of(InternalRow row) {
    bytes.clear();
    text(row, key);
    int keyed = bytes.position();
    for (int column : numbers) {
      numbers(row, column);
    }
    long hashed = hash();
    if (texts.length == 0) {
      return new RowSum(1, hashed, 0);
    }
    bytes.position(keyed);
    for (int column : texts) {
      text(row, column);
    }
    return new RowSum(1, hashed, hash());
  }

  private long hash() {
    return MurmurHash3.hash128x64(bytes.array(), 0, bytes.position(), 0)[0];
  }

  private void text(InternalRow row, int column) {
    UTF8String text = row.isNullAt(column) ? null : row.getUTF8String(column);
    room(text == null ? 0 : text.numBytes());
    if (text == null) {
      bytes.putInt(NOT_THERE);
    } else {
      bytes.putInt(text.numBytes()).put(text.getBytes());
    }
  }

  private void numbers(InternalRow row, int column) {
    float[] floats = row.isNullAt(column) ? null : row.getArray(column).toFloatArray();
    int length = floats == null ? 0 : floats.length * Float.BYTES;
    room(length);
    bytes.putInt(floats == null ? NOT_THERE : length);
    if (floats != null) {
      bytes.asFloatBuffer().put(floats);
      bytes.position(bytes.position() + length);
    }
  }

  private void room(int more) {
    int needed = Math.addExact(bytes.position() + Integer.BYTES, more);
    if (needed > bytes.capacity()) {
      int at = bytes.position();
      byte[] larger = Arrays.copyOf(bytes.array(), Math.max(needed, 2 * bytes.capacity()));
      bytes = ByteBuffer.wrap(larger).order(ByteOrder.LITTLE_ENDIAN);
      bytes.position(at);
    }
  }
}
