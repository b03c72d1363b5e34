package org.diabolo.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.BadDataException;
import org.diabolo.rows.files.ReadFailure;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files in {@code odd-parquet} are of ten rows with {@code id} r0 to r9 and {@code a} 0.5 to
 * 9.5. pyarrow 22 wrote all but one; {@code half} has float16 in {@code h} and {@code s.h}, {@code
 * nanos} timestamps in nanoseconds in {@code t} and {@code s.t}, both {@code s.x}, 0 to 9. {@code
 * uuid-interval} is DuckDB 1.4's, with a UUID {@code u}, an INTERVAL {@code v} and UUIDs {@code l}.
 */
class ParquetInputTest {
  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();
  private InputFiles files;

  @BeforeEach
  void parquet() {
    files = new InputFiles(folder, "parquet");
  }

  private void write(String sql) {
    spark.sql(sql).coalesce(1).write().mode("append").parquet(files.input().toString());
  }

  private void odd(String name) throws Exception {
    Files.createDirectories(files.input());
    try (InputStream in = getClass().getResourceAsStream("/odd-parquet/" + name)) {
      Files.copy(in, files.input().resolve(name));
    }
  }

  private Path onlyFile() throws Exception {
    try (var all = Files.list(files.input())) {
      return all.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  @Test
  void numbersThatDifferBetweenFilesBecomeTheWider() throws Exception {
    write("select 'r1' id, 1 a, float(0.5) b, 1 n");
    write("select 'r2' id, 2L a, 0.25D b, 3000000000L n");
    write("select 'r3' id, 3.5D a, 0.125D b, smallint(3) n");

    assertThat(files.screened(files.numbers("a, b", "encode.columns=[n]"), "n"))
        .containsExactly("r1 (1.0, 0.5) 1", "r2 (2.0, 0.25) 3000000000", "r3 (3.5, 0.125) 3");
  }

  @Test
  void typesThatHaveNothingInCommonAreNamedWithTheirFiles() throws Exception {
    write("select 'r1' id, 'one' a, 'x' unused");
    write("select 'r2' id, 2L a, 5 unused");

    assertThatThrownBy(() -> files.open(files.numbers("a")))
        .isInstanceOf(BadDataException.class)
        .hasMessageMatching(
            "data.input.path: the column a is of type (string|bigint) in \\S+\\.parquet and"
                + " (string|bigint) in \\S+\\.parquet; write them alike");
  }

  @Test
  void columnsThatNobodyNamesMayDiffer() throws Exception {
    write("select 'r1' id, 1 a, 'x' unused");
    write("select 'r2' id, 2 a, 5 unused");

    assertThat(files.screened(files.numbers("a"))).containsExactly("r1 (1.0)", "r2 (2.0)");
  }

  @Test
  void capitalsMakeNoOtherColumn() throws Exception {
    spark.sql("select 'r1' id, 1 a").coalesce(1).write().parquet(files.input() + "/p=1");
    spark.sql("select 2 A, 'r2' ID").coalesce(1).write().parquet(files.input() + "/p=2");

    assertThat(files.screened(files.numbers("a"))).containsExactly("r1 (1.0)", "r2 (2.0)");
  }

  @Test
  void keyIsNeverMadeAnotherText() throws Exception {
    write("select 1 id, 1 a");
    write("select 2.0D id, 2 a");

    assertThatThrownBy(() -> files.open(files.numbers("a")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("the column id is of type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"half.parquet", "nanos.parquet", "uuid-interval.parquet"})
  void columnsThatSparkCannotReadAreNoHindranceToOthers(String name) throws Exception {
    odd(name);

    assertThat(files.screened(files.numbers("a")))
        .hasSize(10)
        .startsWith("r0 (0.5)", "r1 (1.5)")
        .endsWith("r9 (9.5)");
  }

  @Test
  void filesWithSuchColumnsAndWithoutAreReadTogether() throws Exception {
    odd("half.parquet");
    odd("nanos.parquet");
    write("select 'r99' id, 99 a, named_struct('x', 1) s");

    assertThat(files.screened(files.numbers("a")))
        .contains("r99 (99.0)", "r9 duplicate key: r9")
        .hasSize(21);
  }

  @ParameterizedTest
  @ValueSource(strings = {"half.parquet", "nanos.parquet"})
  void fieldBesideOneThatSparkCannotReadIsRead(String name) throws Exception {
    odd(name);

    assertThat(files.screened(files.numbers("a, s.x")))
        .hasSize(10)
        .startsWith("r0 (0.5, 0.0)", "r1 (1.5, 1.0)");
  }

  @ParameterizedTest
  @CsvSource({
    "half.parquet, h, FLOAT16 (half precision), astype(\"float32\")",
    "half.parquet, s.h, FLOAT16 (half precision), ::FLOAT",
    "nanos.parquet, t, 'INT64 (TIMESTAMP(NANOS,false))', in microseconds",
    "uuid-interval.parquet, u, FIXED_LEN_BYTE_ARRAY (UUID), ::VARCHAR",
    "uuid-interval.parquet, v, FIXED_LEN_BYTE_ARRAY (INTERVAL), as a number or as text"
  })
  void columnThatIsUsedIsNamedWithItsTypeAndAWayOut(
      String name, String column, String type, String wayOut) throws Exception {
    odd(name);

    assertThatThrownBy(() -> files.open(files.numbers("a, " + column)))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(name + " the column " + column + " is of type " + type + ", which")
        .hasMessageContaining(wayOut);
  }

  @Test
  void compressionWithoutCodeIsNamed() throws Exception {
    odd("brotli.parquet");

    assertThatThrownBy(() -> files.open(files.numbers("a")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("brotli.parquet is compressed with BROTLI")
        .hasMessageContaining("write it with zstd, snappy or gzip");
  }

  @ParameterizedTest
  @CsvSource({
    "head, it is not a Parquet file",
    "foot, ''",
    "tail, is not a Parquet file",
    "cut, is not a Parquet file",
    "gap, 'a should be '",
    "empty, 'cut: 0 bytes'"
  })
  void damagedFileIsNamed(String part, String why) throws Exception {
    write("select 'r' || id id, id a from range(100)");
    Path file = onlyFile();
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    byte other = 0x55;
    switch (part) {
      case "head" -> Arrays.fill(bytes, 0, 4, other);
      case "foot" -> Arrays.fill(bytes, end - 200, end - 8, other);
      case "tail" -> Arrays.fill(bytes, end - 4, end, other);
      case "cut" -> bytes = Arrays.copyOf(bytes, end / 2);
        // All of the footer, and of the rows a few bytes: whoever trusts it finds no row and no
        // fault.
      case "gap" -> {
        int footer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(end - 8);
        byte[] rest = Arrays.copyOfRange(bytes, end - 8 - footer, end);
        System.arraycopy(rest, 0, bytes, 20, rest.length);
        bytes = Arrays.copyOf(bytes, 20 + rest.length);
      }
      default -> bytes = new byte[0];
    }
    overwrite(file, bytes);

    assertThatThrownBy(() -> files.open(files.numbers("a")))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("data.input.path: file:")
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining(why);
  }

  @Test
  void damagedFileIsLeftOutWhereTheUserSaysSo() throws Exception {
    write("select 'r1' id, 1 a");
    Files.writeString(files.input().resolve("notes.parquet"), "these are not the columns");

    assertThatThrownBy(() -> files.open(files.numbers("a")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("notes.parquet is damaged: it is not a Parquet file");
    assertThat(files.screened(files.numbers("a", "data.input.options={ignoreCorruptFiles: true}")))
        .containsExactly("r1 (1.0)");
  }

  @Test
  void damagedPageIsNamedWhenItIsRead() throws Exception {
    write("select 'r' || id id, sin(id) a from range(1000)");
    Path file = onlyFile();
    byte[] bytes = Files.readAllBytes(file);
    // One bit among the numbers, which are as they are: only the page's checksum tells.
    bytes[bytes.length / 2] ^= 1;
    overwrite(file, bytes);

    assertThatThrownBy(() -> files.screened(files.numbers("a")))
        .satisfies(
            failure ->
                assertThat(ReadFailure.line(failure).orElseThrow())
                    .startsWith(file.toRealPath() + " cannot be read: ")
                    .doesNotContain("Details:"));
  }

  /** Without the checksum that Hadoop has beside it. */
  private static void overwrite(Path file, byte[] bytes) throws Exception {
    Files.write(file, bytes);
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }
}
