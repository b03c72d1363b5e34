package org.diabolo.rows.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.hadoop.fs.Path;

/** What a file is by its first bytes, where it cannot be read as what the job takes it for. */
final class FileKind {
  /** A tar's header; what is shorter is no tar. */
  private static final int LOOKED_AT = 512;

  /** What has no byte that a text has not, whatever it begins with, is a text. */
  private static boolean isBinary(byte[] start) {
    for (byte each : start) {
      if (each >= 0 && each < '\t' || each > '\r' && each < ' ') {
        return true;
      }
    }
    return false;
  }

  /** With the ending by which Spark knows them. */
  private static final Map<String, String> ENDINGS =
      Map.of(
          CompressorStreamFactory.GZIP, ".gz",
          CompressorStreamFactory.BZIP2, ".bz2",
          CompressorStreamFactory.XZ, "",
          CompressorStreamFactory.ZSTANDARD, "",
          CompressorStreamFactory.LZ4_FRAMED, "",
          CompressorStreamFactory.SNAPPY_FRAMED, "");

  private static final Map<String, String> ARCHIVES =
      Map.of(
          ArchiveStreamFactory.ZIP, "zip",
          ArchiveStreamFactory.JAR, "zip",
          ArchiveStreamFactory.SEVEN_Z, "7z",
          ArchiveStreamFactory.TAR, "tar");

  private static final Map<String, String> FORMATS = Map.of("PAR1", "parquet", "ORC", "orc");

  private FileKind() {}

  /**
   * @param path of the file
   * @param in the file from its beginning, decompressed by whatever its ending says
   * @return a sentence that begins with the path and says what to do; nothing where the file may be
   *     a text
   */
  static Optional<String> complaint(String path, InputStream in) throws IOException {
    byte[] start = in.readNBytes(LOOKED_AT);
    if (!isBinary(start)) {
      return Optional.empty();
    }
    return format(start)
        .map(format -> path + " is of another format; beside the path say format: " + format)
        .or(() -> archive(start).map(archive -> path + " is a " + archive + " archive: unpack it"))
        .or(() -> compression(start).map(how -> path + " is compressed with " + wayOut(path, how)));
  }

  private static String wayOut(String path, String how) {
    String ending = ENDINGS.get(how);
    String name = new Path(path).getName();
    if (ending.isEmpty()) {
      return how + ", which Spark does not read: unpack it, or compress it with gzip";
    }
    // With it, its content is compressed twice.
    return name.endsWith(ending)
        ? how + " twice: unpack it once"
        : how + ", which Spark knows by the name alone: call it " + name + ending;
  }

  private static Optional<String> format(byte[] start) {
    return FORMATS.keySet().stream()
        .filter(
            magic ->
                Arrays.equals(
                    magic.getBytes(StandardCharsets.US_ASCII),
                    Arrays.copyOf(start, magic.length())))
        .map(FORMATS::get)
        .findFirst();
  }

  private static Optional<String> archive(byte[] start) {
    try {
      String found = ArchiveStreamFactory.detect(new ByteArrayInputStream(start));
      return Optional.ofNullable(ARCHIVES.get(found));
    } catch (ArchiveException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> compression(byte[] start) {
    try {
      String found = CompressorStreamFactory.detect(new ByteArrayInputStream(start));
      return ENDINGS.containsKey(found) ? Optional.of(found) : Optional.empty();
    } catch (CompressorException e) {
      return Optional.empty();
    }
  }
}
