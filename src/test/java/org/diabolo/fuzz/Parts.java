package org.diabolo.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a reader is given: a file, or the pieces that one is made of, so that sums over them can be
 * right however they were changed.
 *
 * @param bytes of each piece
 */
public record Parts(List<byte[]> bytes) {
  public static Parts of(byte[]... pieces) {
    return new Parts(List.of(pieces));
  }

  /** Of texts. */
  public static Parts of(String... pieces) {
    return new Parts(
        Arrays.stream(pieces).map(piece -> piece.getBytes(StandardCharsets.UTF_8)).toList());
  }

  public byte[] piece(int number) {
    return bytes.get(number);
  }

  public String text(int number) {
    return new String(piece(number), StandardCharsets.UTF_8);
  }

  /** The same with another piece. */
  Parts with(int number, byte[] piece) {
    List<byte[]> changed = new ArrayList<>(bytes);
    changed.set(number, piece);
    return new Parts(List.copyOf(changed));
  }

  long length() {
    return bytes.stream().mapToLong(piece -> piece.length).sum();
  }

  /** A file that {@link #read} reads: their number, then the length and the bytes of each. */
  void write(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(bytes.size());
    for (byte[] piece : bytes) {
      data.writeInt(piece.length);
      data.write(piece);
    }
    Files.createDirectories(file.getParent());
    Files.write(file, out.toByteArray());
  }

  static Parts read(Path file) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      List<byte[]> pieces = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        pieces.add(in.readNBytes(in.readInt()));
      }
      return new Parts(pieces);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
