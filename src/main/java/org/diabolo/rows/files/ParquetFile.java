package org.diabolo.rows.files;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.diabolo.store.Reason;
import org.diabolo.store.StoreFailure;

/**
 * What must be known of a Parquet file before it is read.
 *
 * @param schema of the columns that Spark can read, as JSON
 * @param unreadable columns, or fields within them with dots, that it can't, and their types
 * @param codecs of columns for which there is no code here
 * @param rewritten whether it can be read only by {@link PlainFooters}
 * @param damage what is wrong with it; null for nothing
 */
record ParquetFile(
    String schema,
    Map<String, String> unreadable,
    Map<String, String> codecs,
    boolean rewritten,
    String damage)
    implements Serializable {
  private static final byte[] MAGIC = {'P', 'A', 'R'};

  /**
   * @param types how Spark's session is set to read types
   * @throws IOException when it is the store that fails, which says nothing of the file
   */
  static ParquetFile look(String path, ParquetTypes types, Configuration hadoop)
      throws IOException {
    try {
      return read(path, types, hadoop);
    } catch (IOException | RuntimeException e) {
      if (StoreFailure.isOfStore(e)) {
        throw e;
      }
      return damaged(Reason.of(e));
    }
  }

  private static ParquetFile read(String path, ParquetTypes types, Configuration hadoop)
      throws IOException {
    Path place = new Path(path);
    FileSystem files = place.getFileSystem(hadoop);
    FileStatus status = files.getFileStatus(place);
    // The end is looked at by Parquet itself.
    try (FSDataInputStream in = files.open(place)) {
      byte[] head = new byte[4];
      if (status.getLen() < 12 || !begins(in, head)) {
        in.seek(0);
        return damaged(
            FileKind.complaint(path, in)
                .orElse("it is not a Parquet file, or cut: " + status.getLen() + " bytes"));
      }
    }
    Map<String, String> unreadable = new TreeMap<>();
    ParquetMetadata footer;
    boolean rewritten = false;
    try {
      footer = footer(status, hadoop);
    } catch (NullPointerException e) {
      // How this version of Parquet meets a type that is younger than itself.
      PlainFooter plain = PlainFooter.of(files, status);
      if (plain.unknown().isEmpty()) {
        throw e;
      }
      unreadable.putAll(plain.unknown());
      footer = plain.metadata();
      rewritten = true;
    }
    String outside = outside(footer, status.getLen());
    if (outside != null) {
      return damaged(outside);
    }
    return new ParquetFile(
        types.readable(footer, unreadable).json(),
        unreadable,
        codecs(footer, hadoop),
        rewritten,
        null);
  }

  private static boolean begins(FSDataInputStream in, byte[] head) throws IOException {
    in.readFully(0, head);
    for (int i = 0; i < MAGIC.length; i++) {
      if (head[i] != MAGIC[i]) {
        return false;
      }
    }
    // PARE begins files whose footer is encrypted.
    return head[3] == '1' || head[3] == 'E';
  }

  private static ParquetMetadata footer(FileStatus status, Configuration hadoop)
      throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(status, hadoop))) {
      return reader.getFooter();
    }
  }

  private static Map<String, String> codecs(ParquetMetadata footer, Configuration hadoop) {
    Map<String, String> missing = new TreeMap<>();
    for (BlockMetaData block : footer.getBlocks()) {
      for (ColumnChunkMetaData column : block.getColumns()) {
        String codec = column.getCodec().getHadoopCompressionCodecClassName();
        if (codec != null && hadoop.getClassByNameOrNull(codec) == null) {
          missing.put(column.getPath().toDotString(), column.getCodec().name());
        }
      }
    }
    return missing;
  }

  /** Spark reads the rows whose middle lies in the file, and leaves others out without a word. */
  private static String outside(ParquetMetadata footer, long length) {
    for (BlockMetaData block : footer.getBlocks()) {
      for (ColumnChunkMetaData column : block.getColumns()) {
        long start = column.getStartingPos();
        long size = column.getTotalSize();
        if (start < 0 || size < 0 || size > length - start) {
          return "%s should be %d bytes from byte %d on, in a file of %d"
              .formatted(column.getPath().toDotString(), size, start, length);
        }
      }
    }
    return null;
  }

  private static ParquetFile damaged(String why) {
    return new ParquetFile(null, Map.of(), Map.of(), false, why);
  }
}
