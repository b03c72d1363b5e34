package org.diabolo.average.checkpoint;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A file of one JSON header and flat arrays: {@code "DIABOLO1"}, the header's length and text, the
 * number of arrays, each one's length and little-endian floats, and the SHA-256 of all that.
 *
 * @param header JSON
 * @param arrays in the order that they were given
 */
record CheckpointFile(String header, List<float[]> arrays) {
  private static final byte[] MAGIC = "DIABOLO1".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER = 1 << 18;

  /** The file is not what was once written. */
  static final class DamagedException extends IOException {
    DamagedException(String what) {
      super(what);
    }
  }

  void write(OutputStream out) throws IOException {
    MessageDigest digest = DigestUtils.getSha256Digest();
    DataOutputStream data = new DataOutputStream(new DigestOutputStream(out, digest));
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    data.write(MAGIC);
    data.writeInt(text.length);
    data.write(text);
    data.writeInt(arrays.size());
    byte[] bytes = new byte[BUFFER];
    FloatBuffer floats = floats(bytes);
    for (float[] array : arrays) {
      data.writeInt(array.length);
      for (int at = 0; at < array.length; at += floats.capacity()) {
        int count = Math.min(floats.capacity(), array.length - at);
        floats.clear().put(array, at, count);
        data.write(bytes, 0, count * Float.BYTES);
      }
    }
    data.flush();
    out.write(digest.digest());
  }

  /**
   * @throws DamagedException when the file is cut short, has another sum, or is no checkpoint
   */
  static CheckpointFile read(InputStream in) throws IOException {
    MessageDigest digest = DigestUtils.getSha256Digest();
    DataInputStream data = new DataInputStream(new DigestInputStream(in, digest));
    try {
      if (!Arrays.equals(bytes(data, MAGIC.length), MAGIC)) {
        throw new DamagedException("it does not begin as a checkpoint does");
      }
      String header = new String(bytes(data, length(data)), StandardCharsets.UTF_8);
      int count = length(data);
      List<float[]> arrays = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        arrays.add(floats(data, length(data)));
      }
      byte[] sum = digest.digest();
      if (!Arrays.equals(in.readNBytes(sum.length), sum)) {
        throw new DamagedException("its checksum is wrong");
      }
      return new CheckpointFile(header, arrays);
    } catch (EOFException e) {
      throw new DamagedException("it is cut short");
    }
  }

  private static int length(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      throw new DamagedException("one of its lengths is below 0");
    }
    return length;
  }

  private static byte[] bytes(DataInputStream in, int count) throws IOException {
    // Not new byte[count]: a damaged length may be anything.
    byte[] bytes = in.readNBytes(count);
    if (bytes.length != count) {
      throw new EOFException();
    }
    return bytes;
  }

  private static float[] floats(DataInputStream in, int length) throws IOException {
    byte[] bytes = new byte[BUFFER];
    FloatBuffer buffer = floats(bytes);
    float[] array = new float[0];
    for (int at = 0; at < length; ) {
      int count = Math.min(buffer.capacity(), length - at);
      in.readFully(bytes, 0, count * Float.BYTES);
      if (at + count > array.length) {
        // Grows with what is really there, for the same reason.
        array = Arrays.copyOf(array, (int) Math.min(length, 2L * (at + count)));
      }
      buffer.clear().get(array, at, count);
      at += count;
    }
    return array.length == length ? array : Arrays.copyOf(array, length);
  }

  private static FloatBuffer floats(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
