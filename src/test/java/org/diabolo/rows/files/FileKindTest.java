package org.diabolo.rows.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {
  private static final byte[] TABLE = "id,x\n1,2\n".getBytes(StandardCharsets.UTF_8);

  private interface Packing {
    OutputStream around(OutputStream out) throws IOException;
  }

  private static String told(String name, Packing packing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packing.around(bytes)) {
      out.write(TABLE);
      if (out instanceof TarArchiveOutputStream tar) {
        tar.closeArchiveEntry();
      }
    }
    return told(name, bytes.toByteArray());
  }

  private static String told(String name, byte[] bytes) throws IOException {
    return FileKind.complaint("/in/" + name, new ByteArrayInputStream(bytes)).orElse("nothing");
  }

  @Test
  void whatIsPackedIsToldWithTheWayOut() throws Exception {
    assertThat(told("t.csv", GZIPOutputStream::new))
        .isEqualTo(
            "/in/t.csv is compressed with gz, which Spark knows by the name alone: call it"
                + " t.csv.gz");
    assertThat(told("t.csv.gz", GZIPOutputStream::new))
        .isEqualTo("/in/t.csv.gz is compressed with gz twice: unpack it once");
    assertThat(told("t.csv", BZip2CompressorOutputStream::new)).endsWith("call it t.csv.bz2");
    assertThat(
            told(
                "t.csv.zip",
                out -> {
                  ZipOutputStream zip = new ZipOutputStream(out);
                  zip.putNextEntry(new ZipEntry("t.csv"));
                  return zip;
                }))
        .isEqualTo("/in/t.csv.zip is a zip archive: unpack it");
    assertThat(
            told(
                "t.tar",
                out -> {
                  TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
                  TarArchiveEntry entry = new TarArchiveEntry("t.csv");
                  entry.setSize(TABLE.length);
                  tar.putArchiveEntry(entry);
                  return tar;
                }))
        .isEqualTo("/in/t.tar is a tar archive: unpack it");
    assertThat(told("t", "PAR1\0\0\0\0PAR1".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("/in/t is of another format; beside the path say format: parquet");
  }

  /** What begins as a stream of zlib's, of LZMA or of Unix's compress is a text here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "x^2,y\n1,2\n",
        "[{\"id\": 1}]",
        "PK,id\n",
        "BZ,id\n",
        "ORK\n",
        "ORCID,id\n",
        "PAR1,id\n"
      })
  void textIsText(String text) throws Exception {
    assertThat(told("t.csv", text.getBytes(StandardCharsets.UTF_8))).isEqualTo("nothing");
    assertThat(told("t.csv", (text + "a,b\n".repeat(500)).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("nothing");
  }
}
