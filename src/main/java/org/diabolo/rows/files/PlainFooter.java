package org.diabolo.rows.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * A Parquet file's footer without what this version of Parquet does not know. A newer file says of
 * a column what its bytes mean (half precision, say) in words that parquet-mr 1.13 ends at; without
 * them the column is bytes, and all others can be read.
 *
 * @param start of the footer in the file
 * @param bytes of the footer, as many as there were
 * @param unknown columns whose meaning was taken away, with dots within structs, and their types
 * @param metadata what the footer says
 */
record PlainFooter(
    long start, byte[] bytes, Map<String, String> unknown, ParquetMetadata metadata) {
  private static final int TAIL = 8;
  private static final int HALF = 2;

  /**
   * @param status of a Parquet file whose footer is not encrypted
   * @throws IOException when it has no footer
   */
  static PlainFooter of(FileSystem files, FileStatus status) throws IOException {
    byte[] bytes;
    long start;
    try (FSDataInputStream in = files.open(status.getPath())) {
      byte[] tail = new byte[TAIL];
      in.readFully(status.getLen() - TAIL, tail);
      int length = java.nio.ByteBuffer.wrap(tail).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt();
      start = status.getLen() - TAIL - length;
      if (length < 0 || start < 0) {
        throw new IOException("the footer has an impossible length, " + length);
      }
      bytes = new byte[length];
      in.readFully(start, bytes);
    }
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(bytes));
    Map<String, String> unknown = forget(footer);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, out);
    if (out.size() > bytes.length) {
      throw new IOException("the footer cannot be written without types that are not known");
    }
    // What is too long is filled up behind, where nobody reads, so that nothing else moves.
    return new PlainFooter(
        start,
        Arrays.copyOf(out.toByteArray(), bytes.length),
        unknown,
        new ParquetMetadataConverter().fromParquetMetadata(footer));
  }

  /** Takes the meanings away that are not known. */
  private static Map<String, String> forget(FileMetaData footer) {
    Map<String, String> unknown = new TreeMap<>();
    Deque<Integer> left = new ArrayDeque<>();
    Deque<String> names = new ArrayDeque<>();
    boolean root = true;
    for (SchemaElement element : footer.getSchema()) {
      if (!root) {
        while (!left.isEmpty() && left.peek() == 0) {
          left.pop();
          names.pop();
        }
        left.push(left.pop() - 1);
      }
      String name =
          names.isEmpty() || names.peek().isEmpty()
              ? element.getName()
              : names.peek() + "." + element.getName();
      if (element.isSetLogicalType() && element.getLogicalType().getSetField() == null) {
        element.unsetLogicalType();
        unknown.put(name, words(element));
      }
      if (root || element.isSetNum_children() && element.getNum_children() > 0) {
        left.push(element.getNum_children());
        names.push(root ? "" : name);
      }
      root = false;
    }
    return unknown;
  }

  private static String words(SchemaElement element) {
    return element.isSetType_length() && element.getType_length() == HALF
        ? "FLOAT16 (half precision)"
        : "a type that Parquet's library of Spark does not know";
  }
}
